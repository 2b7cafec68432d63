// The ledger applied again, to a store that has nothing yet: what comes out must be the store that
// the ledger lies in.
//
//   ledger ─► LedgerFeed (a thread) ─► groups ─► SqliteStore::apply ─► dossiers, cells, sums
//
// The very code that applied the batches when they were received applies them again. So this
// follows whatever that code does; it proves that the store agrees with its ledger, not that the
// code is right: Recount and the tests count by other means.
#pragma once

#include "collector/store/sqlite_store.h"
#include "collector/upkeep/findings.h"
#include "collector/upkeep/ledger_check.h"
#include "collector/upkeep/ledger_feed.h"

#include <cstdint>
#include <functional>
#include <memory>

namespace congto::upkeep {

class Replay {
public:
    // Into a bulk store that holds the greetings of the store whose ledger is replayed.
    Replay(std::unique_ptr<SQLite::Database> into, Payloads payloads);
    ~Replay();

    // Applies the entries after the last one applied, up to and with `through`. What cannot be
    // applied becomes a finding; entries of its spool that follow are left out. `visit` is called
    // now and then. Throws as store::Statement does.
    void run(sqlite3* from, std::int64_t through, const std::function<void()>& visit = {});

    std::int64_t through_entry() const { return through_entry_; }
    std::uint64_t applied() const { return applied_; } // entries of batches
    // Of the ledger: what is damaged, missing or refused.
    Findings findings() const;
    const std::map<model::Month, std::int64_t>& without_fingerprints() const
    {
        return check_.without_fingerprints();
    }
    sqlite3* into() const { return into_; }

private:
    void apply(ReplayGroup group);

    sqlite3* into_;
    store::SqliteStore store_;
    Payloads payloads_;
    LedgerCheck check_;
    Findings refusals_;
    std::int64_t through_entry_ = 0;
    std::uint64_t applied_ = 0;
};

} // namespace congto::upkeep
