// What `authority` has beside showing.
#pragma once

#include "collector/commands/commands.h"

namespace congto::collector {

// `authority renew`, `request`, `take` and `drop`
void add_authority_changes(CLI::App& authority, Chosen& chosen);

} // namespace congto::collector
