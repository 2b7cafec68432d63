// Who stands in a ranking, with what is set beside a figure: target and coverage.
#pragma once

#include "collector/rates/answer.h"

#include <optional>
#include <string>

namespace congto::rates {

struct RankingQuestion {
    Question question; // by unit; or by body, of the unit of its scope
    const Indicator* indicator = nullptr;
    std::string campaign;                // whose targets; empty: of none
    registers::WrittenRate low_coverage; // below it
};

struct Place {
    store::UnitId unit = 0;          // 0: several together
    std::optional<std::string> body; // its code, where bodies are ranked; empty: none is given
    Figure figure;
    std::optional<std::int64_t> rank; // none: no figure, or several together
    Figure before;                    // of the period before
    std::optional<std::int64_t> rank_before;
    std::optional<std::string> target; // in per cent, of parse_rate's form; none: none is set
    bool target_met = false;
    // Of units and of several together. Low: less than the threshold is collected, or how much is
    // not known. Never of figures that ask no dossiers.
    std::optional<Coverage> coverage;
    bool low_coverage = false;
};

// A figure, and that of the period before.
struct Movement {
    Figure now;
    Figure before;
};

// Makes places of figures. Both must outlive it.
class Places {
public:
    Places(const Facts& facts, const RankingQuestion& asked);

    // The target is the unit's own, else that of its kind.
    Place of_unit(store::UnitId unit, const Movement& figures) const;
    // Targets are of units: a body has none.
    Place of_body(store::UnitId unit, const std::string& code, const Movement& figures) const;
    Place of_kind(registers::UnitKind kind, const Movement& figures) const;
    Place of_nation(const Movement& figures) const;

private:
    Place judged(Place place, const Movement& figures) const;
    bool is_low(const std::optional<Coverage>& coverage) const;
    registers::TargetAsked target_asked() const;

    const Facts& facts_;
    const RankingQuestion& asked_;
    Coverages coverages_;
};

} // namespace congto::rates
