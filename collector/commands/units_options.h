// `--units` and `--units-on`, for every sub-command that may read units that merged in several
// ways.
#pragma once

#include "collector/rates/request.h"

namespace CLI {
class App;
}

namespace congto::collector {

// `asked` must outlive the parsing.
void add_units_options(CLI::App& app, rates::Arguments& asked);

} // namespace congto::collector
