#include "collector/rates/coverage.h"

#include "collector/rates/rate.h"

#include <algorithm>

namespace congto::rates {

std::optional<Coverage> coverage_of(store::UnitId unit,
                                    const std::vector<store::SourceHolding>& holdings)
{
    std::optional<Coverage> coverage;
    for (const auto& holding : holdings) {
        if (holding.unit != unit) {
            continue;
        }
        if (!coverage) {
            coverage = Coverage{0, 0, 0};
        }
        coverage->collected += holding.dossiers;
        coverage->unsent += holding.unsent;
        const bool told = holding.unread && holding.known_at != model::Instant{};
        if (told && coverage->in_source) {
            // Of each source by itself: what one holds too much is not what another one lacks.
            *coverage->in_source +=
                std::max(holding.mapped, holding.dossiers) + holding.quarantined + *holding.unread;
        } else {
            coverage->in_source.reset();
        }
    }
    return coverage;
}

std::optional<std::string> percent_of(const Coverage& coverage)
{
    if (!coverage.in_source || *coverage.in_source == 0) {
        return std::nullopt;
    }
    return percent_cut(coverage.collected, *coverage.in_source);
}

} // namespace congto::rates
