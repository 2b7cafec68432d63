#include "collector/store/damage.h"
#include "collector/store/edition.h"
#include "collector/store/embedded.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "collector/store/unfinished_file.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "proto/model/digest.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <random>
#include <string>
#include <system_error>
#include <utility>

namespace congto::store {
namespace {

Incarnation new_incarnation()
{
    std::random_device random;
    Incarnation incarnation{};
    for (std::uint8_t& byte : incarnation) {
        byte = static_cast<std::uint8_t>(random());
    }
    return incarnation;
}

std::unique_ptr<SQLite::Database> open_existing(const std::filesystem::path& file,
                                                const StoreOptions& options)
{
    if (!std::filesystem::exists(file)) {
        throw runtime::Unavailable(file.string() +
                                   ": there is no store; make one with `congto-collector init`");
    }
    // Whoever emptied it lost a store: a schema in it would hide that.
    if (std::error_code unseen; std::filesystem::file_size(file, unseen) == 0) {
        throw runtime::Corrupt(file.string() + ": is empty; " + std::string(kReplaceIt));
    }
    runtime::SqliteOptions how;
    how.cache_bytes = static_cast<std::int64_t>(options.cache_bytes);
    how.page_size = kStorePageSize;
    return runtime::open_for_writing(file, store_form(), how);
}

void write_new_store(const std::filesystem::path& file, model::Instant now)
{
    const auto database = runtime::open_for_writing(file, store_form());
    const Incarnation incarnation = new_incarnation();
    Statement insert(database->getHandle(), "INSERT INTO store_fact (name, value) VALUES "
                                            "('incarnation', ?1), ('created_at', ?2), "
                                            "('digest_edition', ?3)");
    insert.bind_blob(1, incarnation);
    insert.bind(2, now.time_since_epoch().count());
    insert.bind(3, model::kDigestEdition);
    insert.run();
    // Closing would do it too, and tell nobody that it failed.
    execute(database->getHandle(), "PRAGMA wal_checkpoint(TRUNCATE)");
}

} // namespace

void create_store(const StateDirectory& state, model::Instant now)
{
    const std::filesystem::path file = state.store_file();
    if (std::filesystem::exists(file)) {
        throw runtime::BadSettings(file.string() +
                                   ": there is a store already; nothing was changed");
    }
    UnfinishedFile unfinished(file);
    write_new_store(unfinished.path(), now);
    unfinished.finish();
}

std::unique_ptr<Store> open_store(const StateDirectory& state, const StoreOptions& options)
{
    auto lock = lock_state(state);
    auto database = open_existing(state.store_file(), options);
    return std::make_unique<SqliteStore>(std::move(database), options, std::move(lock));
}

void begin_incarnation(const std::filesystem::path& file, model::Instant now)
{
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    const Incarnation incarnation = new_incarnation();
    Statement put(database.getHandle(), "INSERT OR REPLACE INTO store_fact (name, value) VALUES "
                                        "('incarnation', ?1), ('restored_at', ?2)");
    put.bind_blob(1, incarnation);
    put.bind(2, now.time_since_epoch().count());
    put.run();
}

void make_state_directory(const StateDirectory& state)
{
    std::error_code failure;
    std::filesystem::create_directories(state.path, failure);
    if (failure) {
        throw runtime::BadSettings(state.path.string() + ": cannot be made: " + failure.message());
    }
    std::filesystem::permissions(state.path, std::filesystem::perms::others_all,
                                 std::filesystem::perm_options::remove, failure);
}

runtime::SqliteForm store_form()
{
    return {schema_sql, kEdition, kFileKind, "store.db", kMendIt};
}

std::unique_ptr<runtime::FileLock> lock_state(const StateDirectory& state)
{
    return std::make_unique<runtime::FileLock>(
        state.lock_file(), "another collector runs on this state directory; stop it first");
}

} // namespace congto::store
