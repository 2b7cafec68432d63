#include "collector/store/write_ahead_log.h"

#include "collector/store/edition.h"
#include "config/runtime/log.h"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace congto::store {
namespace {

// Twice as long as it is to be: a group may be large, and readers are short as a rule. 8 MiB is
// nothing to speak of.
constexpr int kTooLong = 2;
constexpr int kFewPages = (8 << 20) / kStorePageSize;

// So long the writer waits for readers; agents wait with it.
constexpr int kPauseMilliseconds = 1000;
constexpr std::chrono::minutes kClearAgain{1};
constexpr int kBusyMilliseconds = 5000; // as the connection was opened

constexpr const char* kRemedy =
    "a program has been reading the store without a pause: end or shorten what reads it "
    "(rates --watch, verify, backup, a database browser); the log goes on growing until then";

} // namespace

WriteAheadLog::WriteAheadLog(sqlite3* connection, std::uint64_t checkpoint_bytes)
    : connection_(connection),
      checkpoint_pages_(static_cast<int>(checkpoint_bytes / kStorePageSize))
{
    sqlite3_wal_hook(connection_, note_pages, this);
}

// After each commit SQLite tells how long the log is. Being told instead of an automatic checkpoint
// keeps the checkpoint out of the commit an agent waits for.
int WriteAheadLog::note_pages(void* log, sqlite3* /*connection*/, const char* /*name*/, int pages)
{
    static_cast<WriteAheadLog*>(log)->pages_ = pages;
    return SQLITE_OK;
}

void WriteAheadLog::write_back()
{
    int in_log = 0;
    int written = 0;
    const int result = sqlite3_wal_checkpoint_v2(connection_, nullptr, SQLITE_CHECKPOINT_PASSIVE,
                                                 &in_log, &written);
    tell_failing(result != SQLITE_OK);
    if (result != SQLITE_OK) {
        return; // nothing is known of the log: the next call tries again
    }
    pages_ = std::max(0, in_log - written);
    const int too_long = std::max(kFewPages, kTooLong * checkpoint_pages_);
    if (in_log < too_long) {
        tell(false, in_log);
        return;
    }
    bool shortened = false;
    if (pages_ == 0 || in_log >= try_again_at_) {
        shortened = shorten();
        try_again_at_ = shortened ? 0 : in_log + too_long;
    }
    tell(!shortened, in_log);
}

void WriteAheadLog::clear()
{
    const bool told = std::exchange(to_be_cleared_, !shorten());
    if (to_be_cleared_ && !told) {
        runtime::log(runtime::Severity::warning, "what was erased is still in the write-ahead log",
                     {{"detail", kRemedy}});
    } else if (!to_be_cleared_ && told) {
        cleared_in_vain_.reset();
        runtime::log(runtime::Severity::info, "what was erased has left the write-ahead log");
    }
}

void WriteAheadLog::clear_again(model::Instant now)
{
    if (!to_be_cleared_ ||
        (cleared_in_vain_ && now >= *cleared_in_vain_ && now - *cleared_in_vain_ < kClearAgain)) {
        return;
    }
    cleared_in_vain_ = now;
    clear();
}

// Waits for readers to have a pause. While it waits nothing is written, so readers that take turns
// come to need the file alone; one that stays only costs the wait, which is why it is tried seldom.
bool WriteAheadLog::shorten()
{
    sqlite3_busy_timeout(connection_, kPauseMilliseconds);
    const int result = sqlite3_wal_checkpoint_v2(connection_, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                                 nullptr, nullptr);
    sqlite3_busy_timeout(connection_, kBusyMilliseconds);
    if (result != SQLITE_OK) {
        return false;
    }
    pages_ = 0;
    return true;
}

void WriteAheadLog::tell(bool held_back, int pages)
{
    if (held_back == held_back_) {
        return;
    }
    held_back_ = held_back;
    if (held_back) {
        runtime::log(
            runtime::Severity::warning, "the write-ahead log is held back",
            {{"bytes", static_cast<std::int64_t>(pages) * kStorePageSize}, {"detail", kRemedy}});
    } else {
        runtime::log(runtime::Severity::info, "the write-ahead log is short again");
    }
}

void WriteAheadLog::tell_failing(bool failing)
{
    if (failing == failing_) {
        return;
    }
    failing_ = failing;
    if (failing) {
        runtime::log(runtime::Severity::warning, "the write-ahead log cannot be written back",
                     {{"detail", std::string(sqlite3_errmsg(connection_)) +
                                     "; make room on the store's disk, and see whether it is "
                                     "sound; nothing is lost, the log grows until then"}});
    } else {
        runtime::log(runtime::Severity::info, "the write-ahead log is written back again");
    }
}

} // namespace congto::store
