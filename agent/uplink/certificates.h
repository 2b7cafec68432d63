// The certificate files of [collector].
#pragma once

#include "agent/uplink/settings.h"

#include <string>

namespace congto::uplink {

// PEM; empty: not named.
struct Certificates {
    std::string authorities;
    std::string own;
    std::string key;
};

// Of the one file or of the three. Throws runtime::BadSettings with each file that cannot be read
// or is empty.
Certificates read_certificates(const CollectorSettings& settings);

} // namespace congto::uplink
