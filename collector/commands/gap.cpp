#include "collector/commands/commands.h"
#include "collector/commands/period_options.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/commands/units_options.h"
#include "collector/rates/gap_listing.h"
#include "collector/rates/gathered_facts.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A unit reports one figure and another one is measured: because they count different dossiers. The
walk starts at the definition that comes nearest to the report, and changes one thing at each step:
dossiers are counted too, or taken out of what is called online. Each step shows how many dossiers
that are, the numerator and denominator it leads to, and the change in points. The changes add up.
What lies between the report and the nearest definition no definition explains: it is unexplained.

  congto-collector gap --unit H44 --month 2026-08
      from what H44 reported of end_to_end to what is measured, by the day received
  congto-collector gap --unit H44 --month 2026-08 --basis settled
      the same by the day settled, and on to the dossiers with evidence of every step
  congto-collector gap --unit H44 --month 2026-08 --reported 30.4
      from a rate that was never imported
  congto-collector gap --month 2026-08
      all units that reported, the largest gap first
  congto-collector gap --month 2025-05 --units old
      what units reported before they merged, with the dossiers that were theirs

Several reports of the same days stand beside each other: the latest is taken, or that of --origin;
the others are listed below. Reports are imported with congto-collector reported import.)";

struct Options {
    rates::GapArguments asked;
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

int show_gap(const Options& options)
{
    const rates::GatheredFacts gathered(options.where->state());
    const auto shape = options.shape->shape();
    runtime::print(std::cout, rates::gap_listing(options.asked, gathered.facts(), shape), shape);
    return 0;
}

} // namespace

void add_gap(CLI::App& app, Chosen& chosen)
{
    auto* gap = app.add_subcommand("gap", "Explain the gap between a reported and a measured rate");
    gap->footer(kHelp);
    auto options = std::make_shared<Options>();
    rates::GapArguments& asked = options->asked;
    options->where = add_whereabouts(*gap);
    gap->add_option("--unit", asked.which.unit, "The walk of this unit: H44")->type_name("CODE");
    add_period_options(*gap, asked.which);
    gap->add_option("--basis", asked.which.basis,
                    "By the day received or settled: received, settled, settled_with_withdrawn")
        ->type_name("BASIS")
        ->capture_default_str();
    gap->add_option("--indicator", asked.indicator, "What the figure was reported as")
        ->type_name("NAME")
        ->capture_default_str();
    gap->add_option("--origin", asked.origin, "Whose report, as it was imported")
        ->type_name("TEXT");
    gap->add_option("--reported", asked.reported,
                    "This rate in per cent, instead of an imported one")
        ->type_name("RATE");
    add_units_options(*gap, asked.which);
    options->shape = add_shape_options(*gap);
    gap->callback([&chosen, options] { chosen = [options] { return show_gap(*options); }; });
}

} // namespace congto::collector
