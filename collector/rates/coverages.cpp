#include "collector/rates/answer.h"

#include <algorithm>
#include <iterator>

namespace congto::rates {

Coverages::Coverages(const Facts& facts, const Question& question)
    : facts_(facts), verifications_(facts.cells.verifications(question.period))
{
}

std::optional<Coverage> Coverages::of(store::UnitId unit) const
{
    return coverage_of(unit == 0 ? std::nullopt : std::optional(unit), facts_.holdings,
                       verifications_);
}

std::optional<Coverage> Coverages::of_kind(registers::UnitKind kind) const
{
    const auto is_of_kind = [&](const auto& source) {
        const auto* unit = facts_.units.with_id(source.unit);
        return unit != nullptr && unit->kind == kind;
    };
    std::vector<store::SourceHolding> holdings;
    std::copy_if(facts_.holdings.begin(), facts_.holdings.end(), std::back_inserter(holdings),
                 is_of_kind);
    std::vector<store::SourceVerification> verifications;
    std::copy_if(verifications_.begin(), verifications_.end(), std::back_inserter(verifications),
                 is_of_kind);
    return coverage_of(std::nullopt, holdings, verifications);
}

} // namespace congto::rates
