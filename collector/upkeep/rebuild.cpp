#include "collector/upkeep/rebuild.h"

#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "collector/store/unfinished_file.h"
#include "collector/upkeep/bulk_store.h"
#include "collector/upkeep/erasure_check.h"
#include "collector/upkeep/replay.h"
#include "collector/upkeep/store_files.h"
#include "collector/upkeep/table_comparison.h"
#include "collector/upkeep/write_out.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <system_error>

namespace congto::upkeep {
namespace {

constexpr const char* kKept = ".before-rebuild-";

// What is left of the write-ahead log goes into the file, and no log is kept any more: nothing
// beside the file belongs to it then, and it can be replaced as one name. The next collector begins
// a log again. Without a journal for that one page: left by a crash, it would keep readers out.
void bring_home(const std::filesystem::path& file)
{
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    store::Statement mode(database.getHandle(), "PRAGMA journal_mode = OFF");
    try {
        mode.step();
    } catch (const runtime::Unavailable&) {
        const int code = database.getErrorCode();
        if (code != SQLITE_BUSY && code != SQLITE_LOCKED) {
            throw;
        }
        throw runtime::Unavailable(file.string() +
                                   ": is being read by another program; end it (rates --watch, "
                                   "verify, backup) and try again");
    }
}

void require_sound(const Findings& findings, const std::filesystem::path& file)
{
    if (findings.empty()) {
        return;
    }
    throw runtime::Corrupt(file.string() + ": its ledger cannot be replayed: " +
                           findings.lines().front() + " (" + std::to_string(findings.count()) +
                           " in all); nothing was changed; see `congto-collector verify`, and "
                           "bring back a backup with `congto-collector restore`");
}

// A receipt is a promise: the ledger must have all that was promised.
void require_receipts(sqlite3* old_store, sqlite3* new_store, const std::filesystem::path& file)
{
    Findings findings;
    const ComparedTable places{"spool", {"id"}, {"durable_sequence", "chain"}, ""};
    compare({old_store, new_store, "by the ledger"}, places, 0, findings, [] {});
    require_sound(findings, file);
}

void fill(const std::filesystem::path& from_file, const std::filesystem::path& into_file,
          Rebuilt& rebuilt, runtime::Progress& progress)
{
    const auto from_store = open_store_for_reading(from_file);
    sqlite3* from = from_store->getHandle();
    auto made = make_bulk_store(into_file);
    copy_greetings(from, made->getHandle());
    Replay replay(std::move(made), Payloads::kept);
    progress.begin("replaying the ledger", numbers_durable(from));
    replay.run(from, last_entry(from), [&] { progress.at(replay.applied()); });
    require_sound(replay.findings(), from_file);
    require_receipts(from, replay.into(), from_file);
    Findings lacking;
    check_erasure(replay.into(), replay.without_fingerprints(), lacking);
    rebuilt.lacking = lacking.lines();
    copy_greetings_again(from, replay.into());
    rebuilt.entries = replay.through_entry();
    rebuilt.numbers = replay.applied();
}

std::filesystem::path kept_name(const std::filesystem::path& file, runtime::Instant now)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(now));
    std::tm civil{};
    gmtime_r(&seconds, &civil);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &civil);
    return file.string() + kKept + text.data();
}

// A second name of the old one, so that its first can be taken in one step.
void keep(const std::filesystem::path& file, const std::filesystem::path& kept)
{
    std::error_code failure;
    std::filesystem::create_hard_link(file, kept, failure);
    if (failure) {
        throw runtime::Unavailable(kept.string() + ": the old store cannot be kept as this: " +
                                   failure.message() + "; nothing was changed");
    }
}

} // namespace

Rebuilt rebuild(const store::StateDirectory& state, const ByWhom& by, runtime::Progress& progress)
{
    const std::filesystem::path file = state.store_file();
    const auto begun = std::chrono::steady_clock::now();
    open_store_for_reading(file); // not there, not ours, or lost: says so
    const auto lock = store::lock_state(state);
    bring_home(file);
    auto unfinished = store::UnfinishedFile::in_place_of(file);
    Rebuilt rebuilt;
    fill(file, unfinished.path(), rebuilt, progress);
    write_out_file(unfinished.path());
    rebuilt.kept = kept_name(file, by.at);
    enter(state.access_file(), by, "rebuild", rebuilt.kept.filename().string());
    keep(file, rebuilt.kept);
    unfinished.finish();
    rebuilt.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return rebuilt;
}

std::vector<std::filesystem::path> kept_by_rebuilds(const store::StateDirectory& state)
{
    const std::string begins = state.store_file().filename().string() + kKept;
    std::vector<std::filesystem::path> kept;
    std::error_code failure;
    for (std::filesystem::directory_iterator at(state.path, failure), end; !failure && at != end;
         at.increment(failure)) {
        if (at->path().filename().string().starts_with(begins)) {
            kept.push_back(at->path());
        }
    }
    std::sort(kept.begin(), kept.end());
    return kept;
}

} // namespace congto::upkeep
