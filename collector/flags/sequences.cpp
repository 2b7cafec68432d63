#include "collector/flags/sequences.h"

#include <string>

namespace congto::flags {
namespace {

GroupKey key_of_day(const store::SequencedDay& day, store::Grouping grouping)
{
    switch (grouping) {
    case store::Grouping::nothing:
        return {0, {}};
    case store::Grouping::unit:
    case store::Grouping::procedure:
        return {day.unit, {}};
    case store::Grouping::body:
        return {day.unit, std::string(day.body)};
    }
    return {};
}

void add(SignalCount& sums, std::int64_t of, std::int64_t flagged)
{
    sums.about += of;
    sums.known += of;
    sums.flagged += flagged;
}

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
    cells.sequences(scope.unit, question.period, [&](const store::SequencedDay& day) {
        if (scope.body && *scope.body != day.body) {
            return;
        }
        SequenceCounts& counts = groups[key_of_day(day, question.grouping)];
        add(counts.holes, day.numbered, day.numbered - day.seen);
        add(counts.bursts, day.seen, day.in_bursts);
    });
    return groups;
}

} // namespace congto::flags
