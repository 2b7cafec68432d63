#include "collector/commands/reported_parts.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/register/contradictions.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Numbers that were reported and cannot all be true. Nothing is mended: what was reported stays.

  parts_of_total     channels, or on time and overdue, do not add up to their total
  bodies             the numbers of the bodies do not add up to their unit's
  all_dossiers       one capture has several numbers of all dossiers of the same days
  rate               a rate is not what its own numerator and denominator give
  part_over_whole    of some days more is reported than of a period that contains them
  above_every_part   a rate is higher than that of every month it consists of

  congto-collector reported contradictions --unit H44)";

struct Options {
    std::optional<std::string> unit;
    std::optional<std::string> origin;
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

int show(const Options& options)
{
    const auto database = registers::open_for_reading(options.where->state().register_file());
    const auto units = registers::read_unit_register(*database);
    if (options.unit && !units.knows(*options.unit)) {
        throw runtime::BadSettings("--unit: \"" + runtime::escaped(*options.unit) +
                                   "\" is no unit's code; congto-collector units list shows them");
    }
    auto found = registers::contradictions_of(registers::read_reported_figures(*database),
                                              registers::read_reported_counts(*database));
    const auto unasked = [&](const registers::Contradiction& one) {
        const registers::Unit* unit = units.with_id(one.unit);
        return (options.unit && (unit == nullptr || unit->code != *options.unit)) ||
               (options.origin && one.origin != *options.origin);
    };
    found.erase(std::remove_if(found.begin(), found.end(), unasked), found.end());
    const auto shape = options.shape->shape();
    runtime::print(std::cout, registers::contradictions_listing(found, units, shape), shape);
    return 0;
}

} // namespace

void add_contradictions(CLI::App& reported, Chosen& chosen)
{
    auto* contradictions =
        reported.add_subcommand("contradictions", "Show what was reported and cannot all be true");
    contradictions->footer(kHelp);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(*contradictions);
    contradictions->add_option("--unit", options->unit, "Only of this unit: H44")
        ->type_name("CODE");
    contradictions->add_option("--origin", options->origin, "Only of this origin, as imported")
        ->type_name("TEXT");
    options->shape = add_shape_options(*contradictions);
    contradictions->callback([&chosen, options] { chosen = [options] { return show(*options); }; });
}

} // namespace congto::collector
