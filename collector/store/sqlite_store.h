// The store in a SQLite file.
#pragma once

#include "collector/store/batch_book.h"
#include "collector/store/decided_days.h"
#include "collector/store/greeting_book.h"
#include "collector/store/ledger.h"
#include "collector/store/spool_book.h"
#include "collector/store/store.h"
#include "collector/store/write_ahead_log.h"
#include "config/runtime/file_lock.h"
#include "config/runtime/sqlite.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::store {

class SqliteStore final : public Store {
public:
    // Of an open store, which nobody else writes as long as `lock` is held; no lock: which nobody
    // else knows of.
    SqliteStore(std::unique_ptr<SQLite::Database> database, const StoreOptions& options,
                std::unique_ptr<runtime::FileLock> lock);
    ~SqliteStore() override;

    GroupAnswers apply(const Group& group, model::Instant now) override;
    void rest() override;
    Incarnation incarnation() const override { return incarnation_; }
    std::int64_t decided_through() const override { return decided_through_; }

private:
    // A spool in the transaction at work.
    struct Moving {
        std::optional<SpoolStanding> standing; // none: no such spool
        bool moved = false;
        std::vector<DayVerdict> verdicts; // not told yet
    };
    using MovingSpools = std::map<SpoolNumber, Moving>;

    GroupAnswers apply_inside(const Group& group, model::Instant now);
    // Takes each batch that continues its spool into the ledger and to the dossiers. The refusal of
    // each that does not, in order.
    std::vector<std::optional<BatchRefused>> take(const std::vector<ReadyBatch>& batches,
                                                  MovingSpools& spools);
    std::optional<BatchRefused> fault_of(const ReadyBatch& batch,
                                         const std::optional<SpoolStanding>& spool);
    struct Decided {
        std::int64_t through = 0; // the number of the last decision that took effect
        std::vector<Told> told;
        bool erased = false; // fingerprints
    };
    Decided decide(const std::vector<Decision>& decisions, model::Instant now);
    std::vector<Told> told_of(const std::vector<Decision>& accepted);

    std::unique_ptr<runtime::FileLock> lock_;
    std::unique_ptr<SQLite::Database> database_;
    sqlite3* connection_;
    Incarnation incarnation_;
    WriteAheadLog log_;
    Ledger ledger_;
    SpoolBook spools_;
    GreetingBook greetings_;
    FingerprintBook fingerprints_;
    BatchBook batches_;
    DecidedDays decided_days_;
    std::int64_t decided_through_;
};

// What a file must be to be a store.
runtime::SqliteForm store_form();

// Throws Corrupt: it has none.
Incarnation incarnation_in(sqlite3* connection);

// Gives a store that nobody has open a new incarnation: what agents hold receipts for may not be in
// it any more.
void begin_incarnation(const std::filesystem::path& file, model::Instant now);

// Throws BadSettings: it cannot be made.
void make_state_directory(const StateDirectory& state);

// Held by whoever writes the store of this directory. Throws Unavailable: another one does.
std::unique_ptr<runtime::FileLock> lock_state(const StateDirectory& state);

} // namespace congto::store
