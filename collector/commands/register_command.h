// What `units`, `procedures` and `reported` have in common: `import FILE` and `list`.
#pragma once

#include "collector/commands/commands.h"
#include "collector/register/registers.h"
#include "config/runtime/table.h"

#include <functional>

namespace congto::collector {

struct RegisterWords {
    const char* name;          // the sub-command
    const char* description;   // of the register
    const char* import_footer; // what the file looks like, with an example
};

using Import = std::function<registers::Imported(SQLite::Database&, const registers::RegisterFile&,
                                                 runtime::Instant)>;
using List = runtime::Listing (*)(SQLite::Database&, runtime::Shape);

// What was added, for options and sub-commands of one register alone.
struct RegisterCommand {
    CLI::App* whole = nullptr;
    CLI::App* import = nullptr;
};

RegisterCommand add_register_command(CLI::App& app, Chosen& chosen, const RegisterWords& words,
                                     const Import& import, List list);

} // namespace congto::collector
