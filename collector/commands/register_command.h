// What `units`, `procedures` and the other registers have in common: `import FILE` and `list`.
#pragma once

#include "collector/commands/commands.h"
#include "collector/register/registers.h"
#include "config/runtime/table.h"

#include <functional>

namespace congto::collector {

struct RegisterWords {
    const char* description;   // of the register
    const char* import_footer; // what the file looks like, with an example
};

// Which import a file asks for: of most registers the same for all. Throws runtime::BadSettings: it
// cannot be told.
using Import = std::function<registers::RegisterImport(const registers::RegisterFile&)>;
using List = runtime::Listing (*)(SQLite::Database&, runtime::Shape);

// What was added, for options and sub-commands of one register alone.
struct RegisterCommand {
    CLI::App* whole = nullptr;
    CLI::App* import = nullptr;
};

RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const registers::RegisterKind& kind, List list);
RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const registers::RegisterKind& kind, List list,
                                     const Import& import);

} // namespace congto::collector
