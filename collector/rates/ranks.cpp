#include "collector/rates/ranks.h"

#include "collector/rates/tally.h"

#include <algorithm>

namespace congto::rates {
namespace {

// Cross products of two shares of the nation's dossiers exceed 64 bits.
__extension__ using Wide = __int128;

// Nobody has a figure: the reason of whoever is nearest to one.
NoFigure why_none(const std::vector<Figure>& figures)
{
    NoFigure why = NoFigure::not_metered;
    for (const Figure& figure : figures) {
        const NoFigure reason = *figure.none;
        const bool further =
            reason != NoFigure::not_metered &&
            (why == NoFigure::not_metered || why == NoFigure::not_read || why == NoFigure::no_list);
        why = further ? reason : why;
    }
    return why;
}

} // namespace

bool is_higher(const Figure& one, const Figure& other)
{
    if (one.none || other.none) {
        return !one.none && other.none;
    }
    return Wide{one.count.numerator} * other.count.denominator >
           Wide{other.count.numerator} * one.count.denominator;
}

std::vector<std::optional<std::int64_t>> ranks_of(const std::vector<Figure>& figures)
{
    std::vector<Figure> sorted = figures;
    std::sort(sorted.begin(), sorted.end(), is_higher);
    std::vector<std::optional<std::int64_t>> ranks;
    for (const Figure& figure : figures) {
        const auto first = std::lower_bound(sorted.begin(), sorted.end(), figure, is_higher);
        ranks.push_back(figure.none ? std::nullopt : std::optional(first - sorted.begin() + 1));
    }
    return ranks;
}

Figure together(const Indicator& indicator, const std::vector<Figure>& figures)
{
    Count all;
    bool any = false;
    for (const Figure& figure : figures) {
        if (!figure.none || !counts_procedures(indicator)) {
            all = sum(all, figure.count);
        }
        any = any || !figure.none;
    }
    if (any || all.denominator > 0) {
        return judged(all);
    }
    return {all, why_none(figures)};
}

} // namespace congto::rates
