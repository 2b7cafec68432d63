#include "collector/commands/period_options.h"

#include <CLI/CLI.hpp>

namespace congto::collector {

void add_period_options(CLI::App& app, rates::PeriodArguments& asked)
{
    app.add_option("--month", asked.month, "A month: 2026-08")->type_name("MONTH");
    app.add_option("--quarter", asked.quarter, "A quarter of a year: 2026-Q3")
        ->type_name("QUARTER");
    app.add_option("--year", asked.year, "A year: 2026")->type_name("YEAR");
    app.add_option("--from", asked.from, "First day: 2026-10-10 (with --to)")->type_name("DAY");
    app.add_option("--to", asked.to, "Last day, included: 2026-12-10")->type_name("DAY");
    app.add_option("--campaign", asked.campaign, "The days of a campaign, by its name")
        ->type_name("NAME");
    app.add_flag("--all-time", asked.all_time, "Every month that has a dossier, to this one");
}

} // namespace congto::collector
