// The two rates that are counted in procedures of the list a unit issued, not in dossiers.
//
//   procedures_full     eligible for full, and offered full / eligible for full
//   procedures_in_use   … with a dossier the applicant submitted online / offered online
//
// A unit's list is what it issued itself, as it holds on the period's last day; the national
// catalogue is nobody's list. What a list leaves open (whether a procedure is eligible, at which
// level it is offered) stays in the denominator and never in the numerator.
#pragma once

#include "collector/rates/answer.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace congto::rates {

// Of how many of the units that exist a figure is.
struct UnitsCounted {
    std::int64_t counted = 0;
    std::int64_t existing = 0; // on the period's last day, read as the question reads units
    std::int64_t besides = 0;  // read, and not existing: what they hold is counted too

    bool operator==(const UnitsCounted&) const = default;
};

class ListRates {
public:
    // Both must outlive it. Dossiers are read once, and only if one of `indicators` asks them.
    ListRates(const Facts& facts, const Question& question,
              const std::vector<const Indicator*>& indicators);

    // Read as new units, of the lists of what became the unit, with the use each of these holds.
    Figure of(const Indicator& indicator, store::UnitId unit) const;
    // Sums over the lists of the units that exist and have a figure: a procedure is offered by a
    // unit, and once for each that offers it.
    Figure of_nation(const Indicator& indicator) const;

private:
    struct Use {
        bool by_applicant = false;
        bool assisted = false;
    };

    using List = std::vector<const registers::Procedure*>;

    void read_use();
    Figure of_issuer(const Indicator& indicator, const registers::Unit& unit) const;
    Figure of_issuers(const Indicator& indicator,
                      const std::vector<const registers::Unit*>& units) const;
    Figure full(const List& list) const;
    Figure in_use(const List& list, store::UnitId unit) const;

    const Facts& facts_;
    const Question& question_;
    bool anew_; // units are read as what they became
    Meterings metered_;
    std::set<store::UnitId> with_dossiers_;                    // in the period
    std::map<std::pair<store::UnitId, std::string>, Use> use_; // by canonical code
};

// Puts the figures of indicators that are counted in procedures into the groups' places. Groups are
// units, or the nation.
void fill_from_lists(const Facts& facts, const Question& question,
                     const std::vector<const Indicator*>& indicators, std::vector<Group>& groups);

// Behind a figure of the nation: units with a list (and, for its use, read), or units read.
// `besides` is of the latter alone: lists are those of units that exist.
UnitsCounted units_counted(const Facts& facts, const Question& question,
                           const Indicator& indicator);

} // namespace congto::rates
