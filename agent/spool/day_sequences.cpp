#include "agent/spool/day_sequences.h"

namespace congto::spool {

DaySequences::DaySequences(SQLite::Database& database)
    : find_(database, "SELECT body, numbered, seen, in_bursts FROM day_sequence WHERE source = ?1"
                      " AND day = ?2 ORDER BY body"),
      remove_(database, "DELETE FROM day_sequence WHERE source = ?1 AND day = ?2"),
      insert_(database, "INSERT INTO day_sequence (source, day, body, numbered, seen, in_bursts)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
{
}

void DaySequences::put(std::uint16_t source, model::Day day,
                       const std::vector<wire::DaySequence>& sequences)
{
    forget(source, day);
    for (const wire::DaySequence& one : sequences) {
        insert_
            .with(source, std::int64_t{day.number}, one.body, one.numbered, one.seen, one.in_bursts)
            .run();
    }
}

void DaySequences::forget(std::uint16_t source, model::Day day)
{
    remove_.with(source, std::int64_t{day.number}).run();
}

std::vector<wire::DaySequence> DaySequences::find(std::uint16_t source, model::Day day)
{
    std::vector<wire::DaySequence> sequences;
    find_.with(source, std::int64_t{day.number});
    while (find_.next()) {
        sequences.push_back(
            {std::string(find_.text(0)), find_.number(1), find_.number(2), find_.number(3)});
    }
    return sequences;
}

} // namespace congto::spool
