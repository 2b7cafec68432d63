#include "collector/store/sequence_book.h"

namespace congto::store {

SequenceBook::SequenceBook(sqlite3* connection)
    : remove_(connection, "DELETE FROM day_sequence WHERE unit = ?1 AND source = ?2 AND day = ?3"),
      insert_(connection, "INSERT INTO day_sequence (unit, source, day, body, numbered, seen, "
                          "in_bursts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
{
}

void SequenceBook::replace(const SourceOfUnit& of, const wire::DayClaim& claim)
{
    const auto bind_day = [&](Statement& statement) {
        statement.bind(1, of.unit);
        statement.bind(2, of.source);
        statement.bind(3, claim.day.number);
    };
    bind_day(remove_);
    remove_.run();
    for (const wire::DaySequence& sequence : claim.sequences) {
        bind_day(insert_);
        insert_.bind_text(4, sequence.body);
        insert_.bind(5, static_cast<std::int64_t>(sequence.numbered));
        insert_.bind(6, static_cast<std::int64_t>(sequence.seen));
        insert_.bind(7, static_cast<std::int64_t>(sequence.in_bursts));
        insert_.run();
    }
}

} // namespace congto::store
