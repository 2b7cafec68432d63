#include "collector/commands/period_options.h"
#include "collector/commands/reported_parts.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/rates/comparison.h"
#include "collector/rates/gathered_facts.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Every report beside what is measured of the same unit over the same days: numerator, denominator and
rate of both, and the difference; where nothing is measured, why. Of a period the longest report that
begins with it counts, so that --year 2026 finds what was reported of the year to some day in it.

  congto-collector reported compare --year 2026
  congto-collector reported compare --month 2026-08 --unit H44 --bodies --csv

A difference is no proof of anything by itself: see what the report counts (counted_as in CSV and JSON),
congto-collector gap for what lies between, and reported contradictions.)";

struct Options {
    rates::ComparisonArguments asked;
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

int compare(const Options& options)
{
    const bool bodies = options.asked.bodies || options.asked.which.body;
    const rates::GatheredFacts gathered(
        options.where->state(), bodies ? rates::ReportsOf::bodies_too : rates::ReportsOf::units);
    const auto shape = options.shape->shape();
    runtime::print(std::cout, rates::comparison_listing(options.asked, gathered.facts(), shape),
                   shape);
    return 0;
}

} // namespace

void add_compare(CLI::App& reported, Chosen& chosen)
{
    auto* compare_command =
        reported.add_subcommand("compare", "Show reports beside what is measured");
    compare_command->footer(kHelp);
    auto options = std::make_shared<Options>();
    rates::ComparisonArguments& asked = options->asked;
    options->where = add_whereabouts(*compare_command);
    add_period_options(*compare_command, asked.which);
    compare_command
        ->add_option("--basis", asked.which.basis,
                     "By the day received or settled: received, settled, settled_with_withdrawn")
        ->type_name("BASIS")
        ->capture_default_str();
    compare_command->add_option("--unit", asked.which.unit, "Only of this unit: H44")
        ->type_name("CODE");
    compare_command->add_option("--body", asked.which.body, "Only of this body: H44.14")
        ->type_name("CODE");
    compare_command->add_option("--indicator", asked.which.indicator, "Only of this indicator")
        ->type_name("NAME");
    compare_command->add_option("--origin", asked.origin, "Only of this origin, as imported")
        ->type_name("TEXT");
    compare_command->add_flag("--bodies", asked.bodies, "Also reports of bodies");
    options->shape = add_shape_options(*compare_command);
    compare_command->callback(
        [&chosen, options] { chosen = [options] { return compare(*options); }; });
}

} // namespace congto::collector
