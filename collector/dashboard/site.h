// What stands behind the HTTP door: pages for people, figures for programs.
#pragma once

#include "collector/dashboard/http_message.h"
#include "collector/dashboard/site_rules.h"
#include "collector/flags/thresholds.h"
#include "collector/store/state_directory.h"

namespace congto::access {
class People;
}
namespace congto::runtime {
class Clock;
}

namespace congto::dashboard {

// What the site answers from. People and the clock must outlive it.
struct House {
    store::StateDirectory state;
    flags::Thresholds thresholds;
    SiteRules rules;
    access::People& people;
    runtime::Clock& clock;
};

// Each question is answered from a snapshot of its own.
Site make_site(House house);

} // namespace congto::dashboard
