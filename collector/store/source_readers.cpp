#include "collector/store/source_readers.h"

#include "proto/wire/bytes.h"

#include <chrono>

namespace congto::store {

SourceReaders::SourceReaders(sqlite3* connection)
    : find_(connection, "SELECT s.spool, p.spool_id, coalesce(p.origin, p.id), "
                        "coalesce(p.two_with, 0), max(p.greeted_at, coalesce(p.receipted_at, 0)) "
                        "FROM source s JOIN spool p ON p.id = s.spool "
                        "WHERE s.unit = ?1 AND s.name = ?2 AND s.spool <> ?3")
{
}

std::vector<SourceReader> SourceReaders::beside(const SpoolGreeting& greeting, SpoolNumber greeted)
{
    std::vector<SourceReader> readers;
    for (const SourceGreeting& source : greeting.sources) {
        find_.bind(1, greeting.unit);
        find_.bind_text(2, source.name);
        find_.bind(3, greeted);
        if (find_.step()) {
            readers.push_back({source.name, find_.integer(0),
                               wire::array_of<16>(find_.blob(1)).value_or(SpoolId{}),
                               find_.integer(2), find_.integer(3),
                               model::Instant(std::chrono::microseconds(find_.integer(4)))});
            find_.reset();
        }
    }
    return readers;
}

} // namespace congto::store
