// What `certificates` has beside showing and revoking.
#pragma once

#include "collector/commands/commands.h"

namespace congto::collector {

// `certificates sign`
void add_certificates_sign(CLI::App& certificates, Chosen& chosen);

} // namespace congto::collector
