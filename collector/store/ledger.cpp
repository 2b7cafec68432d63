#include "collector/store/ledger.h"

#include "collector/store/damage.h"
#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::store {

Ledger::Ledger(sqlite3* connection)
    : append_(connection, "INSERT INTO ledger (spool, first_sequence, last_sequence, received_at, "
                          "chain, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      find_(connection, "SELECT last_sequence, chain FROM ledger WHERE spool = ?1 AND "
                        "first_sequence <= ?2 ORDER BY first_sequence DESC LIMIT 1")
{
}

void Ledger::append(const ReadyBatch& batch)
{
    append_.bind(1, batch.spool);
    append_.bind(2, static_cast<std::int64_t>(batch.first_sequence));
    append_.bind(3, static_cast<std::int64_t>(batch.last_sequence()));
    append_.bind(4, batch.received_at.time_since_epoch().count());
    append_.bind_blob(5, batch.chain);
    append_.bind_blob(6, batch.ledger_payload);
    append_.run();
}

std::optional<wire::Chain> Ledger::chain_after(SpoolNumber spool, std::uint64_t sequence)
{
    if (sequence == 0) {
        return wire::Chain{};
    }
    find_.bind(1, spool);
    find_.bind(2, static_cast<std::int64_t>(sequence));
    std::optional<wire::Chain> chain;
    if (find_.step()) {
        if (find_.integer(0) == static_cast<std::int64_t>(sequence)) {
            chain = chain_from(find_.blob(1));
        }
        find_.reset();
    }
    return chain;
}

wire::Chain chain_from(std::string_view bytes)
{
    wire::Chain chain{};
    if (bytes.size() != chain.size()) {
        throw runtime::Corrupt("store.db: a chain hash is not 32 bytes; " + std::string(kMendIt));
    }
    std::transform(bytes.begin(), bytes.end(), chain.begin(),
                   [](char byte) { return static_cast<std::uint8_t>(byte); });
    return chain;
}

} // namespace congto::store
