#include "collector/store/ledger.h"

#include "collector/store/compression.h"
#include "collector/store/damage.h"
#include "collector/store/decision.h"
#include "config/runtime/failure.h"

#include <algorithm>

namespace congto::store {

Ledger::Ledger(sqlite3* connection)
    : append_(connection, "INSERT INTO ledger (spool, first_sequence, last_sequence, received_at, "
                          "chain, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      find_(connection, "SELECT last_sequence, chain FROM ledger WHERE spool = ?1 AND "
                        "first_sequence <= ?2 ORDER BY first_sequence DESC LIMIT 1"),
      last_(connection, "SELECT last_sequence FROM ledger WHERE spool = ?1 "
                        "ORDER BY first_sequence DESC LIMIT 1")
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

void Ledger::append(const Decision& decision, model::Instant at)
{
    const std::string text = text_of(decision);
    const std::string payload = compressed(text);
    const wire::Chain before =
        chain_after(kDecisions, static_cast<std::uint64_t>(last_of(kDecisions)))
            .value_or(wire::Chain{});
    const wire::Chain chain = wire::next_chain(before, text);
    append_.bind(1, kDecisions);
    append_.bind(2, decision.number);
    append_.bind(3, decision.number);
    append_.bind(4, at.time_since_epoch().count());
    append_.bind_blob(5, chain);
    append_.bind_blob(6, payload);
    append_.run();
}

std::int64_t Ledger::last_of(SpoolNumber spool)
{
    last_.bind(1, spool);
    if (!last_.step()) {
        return 0;
    }
    const std::int64_t last = last_.integer(0);
    last_.reset();
    return last;
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
