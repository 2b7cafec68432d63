// Counts gathered by group.
#pragma once

#include "collector/rates/count.h"

#include <map>
#include <utility>

namespace congto::rates {

// A unit, and a body or procedure code when grouped by it.
using GroupKey = std::pair<store::UnitId, std::string>;

// The figure of a count of dossiers: a denominator of 0 and an untold one have none.
Figure judged(const Count& count);

// Adds dossiers to the counts of one group after another. Groups appear when first counted.
class Tally {
public:
    explicit Tally(std::size_t indicators) : indicators_(indicators) {}
    Tally(const Tally&) = delete;
    Tally& operator=(const Tally&) = delete;

    // `count` dossiers of one kind; does nothing for those outside the population.
    void add(const GroupKey& group, std::size_t at, const Indicator& indicator,
             const Subject& subject, std::int64_t count);
    // The same, to the numerator alone: what meets it by what is not in its class.
    void add_met(const GroupKey& group, std::size_t at, const Subject& subject, std::int64_t count);
    // Judged: a denominator of 0 and an untold one have no figure.
    std::vector<Group> groups() const;

private:
    Count& count(const GroupKey& group, std::size_t at);

    std::size_t indicators_;
    std::map<GroupKey, std::vector<Count>> counts_;
    std::map<GroupKey, std::vector<Count>>::iterator last_ = counts_.end();
};

} // namespace congto::rates
