// The files of [tls] that another authority's people made, looked at before they are used: what
// OpenSSL and gRPC make of a wrong one is a line that closes without a word.
#pragma once

#include "collector/commands/settings.h"

#include <string>
#include <vector>

namespace congto::collector {

// Adds what is wrong with them. Nothing, where the collector's own authority signs.
void check_certificate_files(const Settings& settings, std::vector<std::string>& faults);

// What streams and pages go on with, and a person should mend: keys that everybody reads, also that
// of [http], and a chain by which nobody can enrol.
std::vector<std::string> doubts_of_certificate_files(const Settings& settings);

} // namespace congto::collector
