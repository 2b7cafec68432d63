#include "collector/dashboard/questions.h"

#include "collector/dashboard/parameters.h"
#include "collector/flags/flag_listing.h"
#include "collector/rates/gap_listing.h"
#include "collector/rates/ranking_listing.h"

#include <sstream>
#include <utility>

namespace congto::dashboard {
namespace {

std::string printed(const runtime::Listing& listing, runtime::Shape shape)
{
    std::ostringstream out;
    runtime::print(out, listing, shape);
    return out.str();
}

void take_units(Parameters& parameters, rates::Arguments& asked)
{
    parameters.take("units", asked.units);
    parameters.take("units-on", asked.units_on);
}

// Who asks for all units means all.
void mean_own(rates::Arguments& asked, const OwnUnit& own)
{
    if (!asked.unit && !asked.all_units) {
        asked.unit = own;
    }
}

} // namespace

AskedFigures asked_rates(const Fields& query, const OwnUnit& own)
{
    Parameters parameters(query);
    rates::Arguments asked;
    parameters.take_period(asked);
    parameters.take("basis", asked.basis);
    parameters.take("by", asked.by);
    parameters.take("unit", asked.unit);
    parameters.take("body", asked.body);
    parameters.take("procedure", asked.procedure);
    parameters.take("indicator", asked.indicator);
    parameters.take("edition", asked.edition);
    parameters.take("all-units", asked.all_units);
    take_units(parameters, asked);
    mean_own(asked, own);
    const auto shape = parameters.take_shape();
    return {shape, asked, parameters.faults(), [asked, shape](const rates::Facts& facts) {
                return printed(rates::answer(rates::understood(asked, facts), facts, shape), shape);
            }};
}

AskedFigures asked_gap(const Fields& query, const OwnUnit& own)
{
    Parameters parameters(query);
    rates::GapArguments asked;
    parameters.take_period(asked.which);
    parameters.take("basis", asked.which.basis);
    parameters.take("unit", asked.which.unit);
    parameters.take("indicator", asked.indicator);
    parameters.take("origin", asked.origin);
    parameters.take("reported", asked.reported);
    take_units(parameters, asked.which);
    mean_own(asked.which, own);
    const auto shape = parameters.take_shape();
    return {shape, asked.which, parameters.faults(), [asked, shape](const rates::Facts& facts) {
                return printed(rates::gap_listing(asked, facts, shape), shape);
            }};
}

AskedFigures asked_ranking(const Fields& query)
{
    Parameters parameters(query);
    rates::RankingArguments asked;
    parameters.take_period(asked.which);
    parameters.take("indicator", asked.which.indicator);
    parameters.take("basis", asked.which.basis);
    parameters.take("bodies-of", asked.bodies_of);
    parameters.take("low-coverage", asked.low_coverage);
    parameters.take("edition", asked.which.edition);
    take_units(parameters, asked.which);
    const auto shape = parameters.take_shape();
    rates::Arguments whom = asked.which;
    whom.unit = asked.bodies_of;
    return {shape, std::move(whom), parameters.faults(), [asked, shape](const rates::Facts& facts) {
                std::ostringstream out;
                rates::print_ranking(out, asked, facts, shape);
                return out.str();
            }};
}

AskedFigures asked_flags(const Fields& query, const OwnUnit& own,
                         const flags::Thresholds& thresholds)
{
    Parameters parameters(query);
    flags::FlagArguments asked;
    parameters.take_period(asked.which);
    parameters.take("by", asked.which.by);
    parameters.take("unit", asked.which.unit);
    parameters.take("body", asked.which.body);
    parameters.take("procedure", asked.which.procedure);
    parameters.take("detector", asked.detector);
    parameters.take("all-units", asked.which.all_units);
    mean_own(asked.which, own);
    const auto shape = parameters.take_shape();
    auto faults = parameters.faults();
    if (!asked.which.unit && (asked.detector == "D3" || asked.detector == "D9")) {
        faults.emplace_back(
            "detector: D3 and D9 take minutes for all units, and are told of one at "
            "a time here: add unit; congto-collector flags tells them of all");
        asked.detector.reset(); // the rest may have faults too
    }
    return {shape, asked.which, std::move(faults),
            [asked, shape, thresholds](const rates::Facts& facts) {
                return printed(flags::flag_listing(asked, facts, thresholds, shape), shape);
            }};
}

} // namespace congto::dashboard
