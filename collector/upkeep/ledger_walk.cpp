#include "collector/upkeep/ledger_walk.h"

#include "collector/store/statement.h"

namespace congto::upkeep {
namespace {

constexpr std::size_t kBytesAtOnce = 4 << 20;

LedgerEntry entry_in(const store::Statement& row)
{
    LedgerEntry entry;
    entry.number = row.integer(0);
    entry.spool = row.integer(1);
    entry.first_sequence = static_cast<std::uint64_t>(row.integer(2));
    entry.last_sequence = static_cast<std::uint64_t>(row.integer(3));
    entry.received_at = model::Instant(std::chrono::microseconds(row.integer(4)));
    entry.chain = row.blob(5);
    entry.payload = row.blob(6);
    return entry;
}

} // namespace

std::vector<LedgerEntry> LedgerWalk::next()
{
    store::Statement rows(store_, "SELECT entry, spool, first_sequence, last_sequence, "
                                  "received_at, chain, payload FROM ledger WHERE entry > ?1 AND "
                                  "entry <= ?2 ORDER BY entry");
    rows.bind(1, after_);
    rows.bind(2, through_);
    const std::int64_t before = after_;
    std::vector<LedgerEntry> entries;
    std::size_t bytes = 0;
    while (bytes < kBytesAtOnce && rows.step()) {
        bytes += entries.emplace_back(entry_in(rows)).payload.size();
        after_ = entries.back().number;
    }
    rows.reset();
    add_fingerprints(before, entries);
    return entries;
}

// Erased meanwhile, they are simply not there.
void LedgerWalk::add_fingerprints(std::int64_t before, std::vector<LedgerEntry>& entries)
{
    store::Statement rows(store_, "SELECT entry, month, content FROM ledger_fingerprint WHERE "
                                  "entry > ?1 AND entry <= ?2 ORDER BY entry, month");
    rows.bind(1, before);
    rows.bind(2, after_);
    auto entry = entries.begin();
    while (rows.step()) {
        while (entry != entries.end() && entry->number < rows.integer(0)) {
            ++entry;
        }
        if (entry != entries.end() && entry->number == rows.integer(0)) {
            entry->fingerprints.push_back(
                {{static_cast<std::int32_t>(rows.integer(1))}, std::string(rows.blob(2))});
        }
    }
}

std::int64_t last_entry(sqlite3* store)
{
    store::Statement row(store, "SELECT coalesce(max(entry), 0) FROM ledger");
    row.step();
    return row.integer(0);
}

} // namespace congto::upkeep
