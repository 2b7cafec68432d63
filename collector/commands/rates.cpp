#include "collector/commands/commands.h"
#include "collector/commands/period_options.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/units_options.h"
#include "collector/commands/watch.h"
#include "collector/rates/gathered_facts.h"
#include "collector/rates/request.h"
#include "config/runtime/settings.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <sstream>
#include <string>

namespace congto::collector {
namespace {

struct RatesOptions {
    rates::Arguments asked;
    std::optional<std::string> watch;
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

constexpr const char* kExamples =
    "Examples:\n"
    "  congto-collector rates --month 2026-08\n"
    "      every metered unit in August 2026, by the day received\n"
    "  congto-collector rates --from 2026-10-10 --to 2026-12-10 --basis settled --unit H44\n"
    "      one unit over a campaign, by the day settled\n"
    "  congto-collector rates --month 2026-08 --by body --unit H44\n"
    "      its bodies, down to each commune\n"
    "  congto-collector rates --month 2026-08 --unit H44 --indicator all --json\n"
    "      every indicator, with numerator and denominator\n"
    "  congto-collector rates --from 2025-01-01 --to 2025-12-31 --units new\n"
    "      a year of mergers, by the units there are now\n"
    "  congto-collector rates --all-time --watch 2s\n"
    "      a table that refreshes until Ctrl-C\n\n"
    "A rate is numerator / denominator over dossiers, or over procedures of the list a unit "
    "issued\n"
    "(procedures_full, procedures_in_use); each row says which. Missing is not 0 %: a unit that is "
    "not\n"
    "metered, not read yet or without dossiers has no figure, and the reason is shown. Proven is\n"
    "always of settled dossiers.\n"
    "Reported is what the unit reported of end_to_end for exactly the same days; gap = reported −\n"
    "measured. Self-service and assisted are who submitted what meets the numerator: the "
    "applicant,\n"
    "or somebody for him; rates that ask for the applicant himself have the assisted beside it.\n"
    "Collected is how much of the unit's sources is here, by what its agents last said;\n"
    "when that is over an hour ago, the remark says as of when. Verified is how much of what was\n"
    "opened in these days was read from end to end and found to be exactly what is here. Disputed\n"
    "are dossiers a source no longer shows that count until somebody decides: see withdrawals.\n"
    "Shown twice are those of these days that several sources of a unit show: see sources.\n\n"
    "Indicators:\n";

std::string footer()
{
    std::string text = kExamples;
    for (const auto& indicator : rates::catalogue()) {
        text +=
            "  " + std::string(indicator.name) + "\n      " + std::string(indicator.says) + '\n';
    }
    return text;
}

// One answer, of one moment.
std::string answered(const RatesOptions& options)
{
    const rates::GatheredFacts gathered(options.where->state());
    const rates::Facts facts = gathered.facts();
    const auto request = rates::understood(options.asked, facts);
    const auto shape = options.shape->shape();
    std::ostringstream out;
    runtime::print(out, rates::answer(request, facts, shape), shape);
    return out.str();
}

int show_rates(const RatesOptions& options)
{
    if (!options.watch) {
        std::cout << answered(options) << std::flush;
        return 0;
    }
    const auto every = runtime::parse_duration(*options.watch);
    watch(every.value(), [&] { return answered(options); });
    return 0;
}

std::string fault_of_duration(const std::string& text)
{
    const auto every = runtime::parse_duration(text);
    if (every && *every >= std::chrono::milliseconds(100)) {
        return {};
    }
    return '"' + text + "\" is not a time of 100ms or more with its unit, such as 2s";
}

void add_question_options(CLI::App& app, rates::Arguments& asked)
{
    app.add_option("--basis", asked.basis,
                   "By the day received or settled: received, settled, settled_with_withdrawn")
        ->type_name("BASIS")
        ->capture_default_str();
    app.add_option("--by", asked.by,
                   "A row for each unit, body or procedure, or one for the nation")
        ->type_name("WHAT")
        ->capture_default_str();
    app.add_option("--unit", asked.unit, "Only this unit: H44")->type_name("CODE");
    app.add_option("--body", asked.body, "Only this body: H44.14, as the source writes it")
        ->type_name("CODE");
    app.add_option("--procedure", asked.procedure, "Only this procedure: 2.000815")
        ->type_name("CODE");
    app.add_option("--indicator", asked.indicator, "One indicator by name, or all")
        ->type_name("NAME");
    app.add_option("--edition", asked.edition,
                   "Refuse to answer by another edition of the catalogue than this")
        ->type_name("NUMBER");
    app.add_flag("--all-units", asked.all_units, "Also units that are not metered");
    add_units_options(app, asked);
}

} // namespace

void add_rates(CLI::App& app, Chosen& chosen)
{
    auto* rates = app.add_subcommand("rates", "Show measured rates, beside what was reported");
    rates->footer(footer());
    auto options = std::make_shared<RatesOptions>();
    options->where = add_whereabouts(*rates);
    add_period_options(*rates, options->asked);
    add_question_options(*rates, options->asked);
    options->shape = add_shape_options(*rates);
    rates->add_option("--watch", options->watch, "Refresh the table this often until Ctrl-C: 2s")
        ->type_name("TIME")
        ->check(fault_of_duration)
        ->excludes("--json")
        ->excludes("--csv");
    rates->callback([&chosen, options] { chosen = [options] { return show_rates(*options); }; });
}

} // namespace congto::collector
