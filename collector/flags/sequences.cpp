#include "collector/flags/sequences.h"

#include <algorithm>
#include <string>
#include <utility>

namespace congto::flags {
namespace {

GroupKey key_of_body(store::UnitId unit, std::string_view body, store::Grouping grouping)
{
    switch (grouping) {
    case store::Grouping::nothing:
        return {0, {}};
    case store::Grouping::unit:
    case store::Grouping::procedure:
        return {unit, {}};
    case store::Grouping::body:
        return {unit, std::string(body)};
    }
    return {};
}

// What the sources of a unit tell of one body and day.
struct ToldDay {
    int sources = 0;
    std::int64_t numbered = 0; // of the source that says most
    std::int64_t seen = 0;     // …
    std::int64_t in_bursts = 0;
};

// A body's days of one unit: days come by source, and a day is judged when all have told it.
class UnitDays {
public:
    UnitDays(std::map<GroupKey, SequenceCounts>& groups, store::Grouping grouping)
        : groups_(groups), grouping_(grouping)
    {
    }

    void add(const store::SequencedDay& day)
    {
        if (day.unit != unit_) {
            count();
            unit_ = day.unit;
        }
        ToldDay& told = days_[{std::string(day.body), day.day}];
        ++told.sources;
        told.numbered = std::max(told.numbered, day.numbered);
        told.seen = std::max(told.seen, day.seen);
        told.in_bursts = day.in_bursts;
    }

    // Two systems that number for themselves, one that copies the other, or both: nobody can say
    // which numbers are missing, so none is said to be.
    void count()
    {
        for (const auto& [of, told] : days_) {
            SequenceCounts& counts = groups_[key_of_body(unit_, of.first, grouping_)];
            const bool known = told.sources == 1;
            add(counts.holes, told.numbered, known ? told.numbered - told.seen : 0, known);
            add(counts.bursts, told.seen, known ? told.in_bursts : 0, known);
        }
        days_.clear();
    }

private:
    static void add(SignalCount& sums, std::int64_t about, std::int64_t flagged, bool known)
    {
        sums.about += about;
        sums.known += known ? about : 0;
        sums.flagged += flagged;
    }

    std::map<GroupKey, SequenceCounts>& groups_;
    store::Grouping grouping_;
    store::UnitId unit_ = 0;
    std::map<std::pair<std::string, model::Day>, ToldDay> days_;
};

} // namespace

std::map<GroupKey, SequenceCounts> sequences(const store::Cells& cells,
                                             const rates::Question& question)
{
    std::map<GroupKey, SequenceCounts> groups;
    const store::Scope& scope = question.scope;
    // Sequences know nothing of procedures.
    if (scope.procedure || question.grouping == store::Grouping::procedure) {
        return groups;
    }
    UnitDays days(groups, question.grouping);
    cells.sequences(scope.unit, question.period, [&](const store::SequencedDay& day) {
        if (scope.body && *scope.body != day.body) {
            return;
        }
        days.add(day);
    });
    days.count();
    return groups;
}

} // namespace congto::flags
