#include "collector/rates/gaps.h"

#include "collector/rates/rate.h"

#include <algorithm>
#include <string>
#include <utility>

namespace congto::rates {
namespace {

using registers::ReportedFigure;
using registers::WrittenRate;
using runtime::Decimal;
using runtime::Value;

Shares shares_of(const Group& group)
{
    Shares shares;
    for (std::size_t at = 0; at < group.figures.size(); ++at) {
        const Figure& figure = group.figures[at];
        if (!figure.none) {
            shares[at] = Share{figure.count.numerator, figure.count.denominator};
        }
    }
    return shares;
}

} // namespace

std::vector<Gap> gaps_of(std::vector<ReportedFigure> reports, const Facts& facts,
                         const Question& question)
{
    const auto groups = answered(facts, question, Listed::every_unit, gap_indicators());
    const Coverages coverages(facts, question);
    std::vector<Gap> gaps;
    for (ReportedFigure& report : reports) {
        const auto unit = measured_for(question, report.unit);
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const Group& one) { return one.unit == unit; });
        Gap gap{std::move(report), {}, {{}, NoFigure::not_metered}, {}, {}};
        gap.rate = *registers::parse_rate(gap.reported.rate);
        gap.coverage = coverages.of(unit);
        if (group != groups.end()) {
            gap.measured = group->figures.front();
            gap.steps =
                walk_from(gap.rate, shares_of(*group), question.population != Population::received);
        }
        gaps.push_back(std::move(gap));
    }
    return gaps;
}

const Share& measured_share(const Gap& gap)
{
    return std::find_if(gap.steps.begin(), gap.steps.end(),
                        [](const Step& step) { return step.to == Station::end_to_end; })
        ->share;
}

// Exactly: by shares, not by digits. Those without a measured figure last.
bool has_larger_gap(const Gap& one, const Gap& other)
{
    if (one.steps.empty() || other.steps.empty()) {
        return !one.steps.empty() && other.steps.empty();
    }
    const Share first = difference(measured_share(one), as_share(one.rate));
    const Share second = difference(measured_share(other), as_share(other.rate));
    return difference(second, first).numerator > 0;
}

WrittenRate shown_rate(const Share& share)
{
    return *registers::parse_rate(percent(share.numerator, share.denominator));
}

Value in_points(WrittenRate from, WrittenRate to)
{
    return Decimal{points_between(from, to), " pp"};
}

NamedRow summary_of(const Gap& gap)
{
    const bool walked = !gap.steps.empty();
    const Value nearest =
        walked ? Value{std::string(indicator_of(gap.steps.front().to).name)} : Value{};
    return {
        {"reported_rate", "Reported", Decimal{gap.reported.rate, " %"}},
        {"nearest", "Nearest definition", nearest},
        {"unexplained", "Unexplained",
         walked ? in_points(shown_rate(gap.steps.front().share), gap.rate) : Value{}},
        {"end_to_end_rate", "End to end", rate_of(gap.measured)},
        {"gap", "Gap", walked ? in_points(shown_rate(measured_share(gap)), gap.rate) : Value{}}};
}

} // namespace congto::rates
