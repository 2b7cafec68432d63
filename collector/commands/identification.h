// [tls] and [enrolment] of the settings: who this collector is, and how agents come by
// certificates.
#pragma once

#include "collector/access/enrolment.h"
#include "collector/intake/settings.h"
#include "config/runtime/settings.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace congto::collector {

struct Identification {
    // What agents call this collector, where its own authority signs; none: files are named
    // instead.
    std::vector<std::string> hosts;
    // Of the authority whose certificates [tls] ca_file names; none: it signs elsewhere.
    std::optional<std::filesystem::path> authority_key;

    std::optional<std::string> enrolment_address; // to listen on; none: nobody enrols here
    std::string enrolment_called;                 // what units are told: "collector.example:7401"
    access::EnrolmentRules rules;
    std::chrono::milliseconds token_life = std::chrono::hours(24);

    bool has_own_authority() const { return !hosts.empty(); }
    bool can_sign() const { return has_own_authority() || authority_key.has_value(); }
};

// What is wrong is left in the file's faults. `files`: those of [tls], if it names any.
Identification read_identification(runtime::Table tls, runtime::Table enrolment,
                                   std::optional<intake::TlsFiles>& files);

} // namespace congto::collector
