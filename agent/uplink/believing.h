// Who answers at the collector's address: the one who should?
#pragma once

#include "proto/identity/certificate.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::uplink {

// Why not, as a clause for a person; none: it is. `chain` begins with the certificate of the one
// who answered as `host`.
using Doubt = std::optional<std::string>;

// By the one authority with that fingerprint, which the chain must hold.
Doubt doubt_by_fingerprint(const std::vector<identity::Certificate>& chain,
                           const std::string& fingerprint, const std::string& host,
                           model::Instant now);

// By any of the authorities.
Doubt doubt_by_authorities(const std::vector<identity::Certificate>& chain,
                           const std::vector<identity::Certificate>& authorities,
                           const std::string& host, model::Instant now);

} // namespace congto::uplink
