// [http] of the settings: where people come to, and what is believed of what they bring.
#pragma once

#include "collector/access/people.h"
#include "collector/dashboard/site_rules.h"
#include "config/runtime/settings.h"

#include <filesystem>
#include <optional>
#include <string>

namespace congto::collector {

struct HttpSettings {
    std::optional<std::string> listen; // none: nobody is served
    bool plaintext = false;
    // Both or none; none: the certificate that agents are shown.
    std::filesystem::path certificate;
    std::filesystem::path key;
    dashboard::SiteRules site;
    access::PeopleRules people;
};

// What is wrong is left in the file's faults. `has_tls`: agents are shown a certificate.
HttpSettings read_http(runtime::Table http, bool has_tls);

} // namespace congto::collector
