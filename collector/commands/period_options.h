// `--month`, `--quarter` and the rest, for every sub-command that is asked of a period.
#pragma once

#include "collector/rates/period_asked.h"

namespace CLI {
class App;
}

namespace congto::collector {

// `asked` must outlive the parsing.
void add_period_options(CLI::App& app, rates::PeriodArguments& asked);

} // namespace congto::collector
