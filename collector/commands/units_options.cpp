#include "collector/commands/units_options.h"

#include <CLI/CLI.hpp>

namespace congto::collector {

void add_units_options(CLI::App& app, rates::Arguments& asked)
{
    app.add_option("--units", asked.units,
                   "Units that merged: held, each by itself; new, counted with what they became; "
                   "old, counted as before")
        ->type_name("HOW")
        ->capture_default_str();
    app.add_option("--units-on", asked.units_on,
                   "With --units new: what they were on that day, not today")
        ->type_name("DAY");
}

} // namespace congto::collector
