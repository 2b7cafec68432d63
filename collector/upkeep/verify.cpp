#include "collector/upkeep/verify.h"

#include "collector/store/snapshot.h"
#include "collector/store/statement.h"
#include "collector/upkeep/bulk_store.h"
#include "collector/upkeep/erasure_check.h"
#include "collector/upkeep/integrity.h"
#include "collector/upkeep/recount.h"
#include "collector/upkeep/replay.h"
#include "collector/upkeep/store_files.h"
#include "collector/upkeep/table_comparison.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>
#include <utility>

namespace congto::upkeep {
namespace {

// What was appended while the ledger was replayed is replayed so often before units are compared:
// the rest, which is replayed within their snapshots, is small then.
constexpr int kPasses = 4;

constexpr store::UnitId kNoUnit = 0; // SQLite's numbers begin at 1

std::uint64_t dossiers_in(sqlite3* store)
{
    store::Statement row(store, "SELECT coalesce(sum(dossiers), 0) FROM source");
    row.step();
    return static_cast<std::uint64_t>(row.integer(0));
}

std::unique_ptr<SQLite::Database> scratch_beside(const store::StateDirectory& state, sqlite3* store)
{
    auto scratch = make_scratch_store(state.path);
    copy_greetings(store, scratch->getHandle());
    return scratch;
}

class Verification {
public:
    Verification(const store::StateDirectory& state, Proof proof, runtime::Progress& progress)
        : proof_(proof), progress_(progress), opened_(open_store_for_reading(state.store_file())),
          store_(opened_->getHandle()), replay_(scratch_beside(state, store_), Payloads::left_out),
          recount_(scratch_beside(state, store_))
    {
    }

    Verified run()
    {
        if (proof_ == Proof::whole) {
            check_pages(store_, "store.db", verified_.findings, progress_);
        }
        ledger_is_sound_ = guarded("ledger", [&] { replay_most(); });
        guarded("store.db", [&] { compare_all(); });
        if (proof_ == Proof::whole) {
            guarded("store.db", [&] { verified_.days = read_day_standings(store_); });
        }
        verified_.entries = replay_.through_entry();
        verified_.numbers = replay_.applied();
        verified_.findings.add(replay_.findings());
        return std::move(verified_);
    }

private:
    // A damaged page ends what reads it, not the rest. False: there is one.
    template <typename Step>
    bool guarded(const std::string& what, Step&& step)
    {
        try {
            step();
            return true;
        } catch (const runtime::Corrupt& damaged) {
            verified_.findings.add(what, damaged.what());
            return false;
        }
    }

    void replay_most()
    {
        progress_.begin("replaying the ledger", numbers_durable(store_));
        for (int pass = 0; pass < kPasses; ++pass) {
            catch_up([&] { progress_.at(replay_.applied()); });
        }
    }

    // The greetings of what entries came with are there when they are.
    void catch_up(const std::function<void()>& visit = {})
    {
        const std::int64_t through = last_entry(store_);
        copy_greetings(store_, replay_.into());
        replay_.run(store_, through, visit);
    }

    void compare_all()
    {
        progress_.begin("comparing dossiers", dossiers_in(store_));
        for (const store::UnitId unit : units_in(store_)) {
            guarded("store.db", [&] { compare_unit(unit); });
        }
        guarded("store.db", [&] {
            const store::Snapshot snapshot(store_);
            compare_with_ledger(tables_by_ledger(), kNoUnit);
            check_erasure(store_, replay_.without_fingerprints(), verified_.findings);
        });
    }

    // A snapshot a unit keeps each one short: nothing of a unit depends on another.
    void compare_unit(store::UnitId unit)
    {
        const store::Snapshot snapshot(store_);
        compare_with_ledger(tables_by_ledger(), unit);
        if (proof_ == Proof::replay) {
            compare_with_ledger(tables_by_dossiers(), unit);
            return;
        }
        copy_greetings(store_, recount_.into());
        recount_.count(store_, unit);
        for (const ComparedTable& table : tables_by_dossiers()) {
            compare_table({store_, recount_.into(), "by the dossiers"}, table, unit);
        }
    }

    // A ledger that lacks something would blame every dossier of it.
    void compare_with_ledger(const std::vector<ComparedTable>& tables, store::UnitId unit)
    {
        if (ledger_is_sound_) {
            catch_up();
            ledger_is_sound_ = replay_.findings().empty();
        }
        for (const ComparedTable& table : tables) {
            if (ledger_is_sound_ && table.of_unit.empty() == (unit == kNoUnit)) {
                compare_table({store_, replay_.into(), "by the ledger"}, table, unit);
            }
        }
    }

    void compare_table(const Comparison& sides, const ComparedTable& table, store::UnitId unit)
    {
        std::uint64_t& rows = table.name == "dossier" ? verified_.dossiers : verified_.others;
        compare(sides, table, unit, verified_.findings, [&] {
            ++rows;
            progress_.at(verified_.dossiers);
        });
    }

    Proof proof_;
    runtime::Progress& progress_;
    std::unique_ptr<SQLite::Database> opened_;
    sqlite3* store_;
    Replay replay_;
    Recount recount_;
    Verified verified_;
    bool ledger_is_sound_ = false;
};

} // namespace

Verified verify(const store::StateDirectory& state, Proof proof, runtime::Progress& progress)
{
    Verified verified = Verification(state, proof, progress).run();
    if (proof == Proof::whole) {
        check_registers(state.register_file(), verified.findings, progress);
        std::error_code none; // a state that is read alone has none
        if (std::filesystem::exists(state.access_file(), none)) {
            check_access(state.access_file(), verified.findings, progress);
        }
    }
    return verified;
}

} // namespace congto::upkeep
