#include "collector/store/edition.h"
#include "collector/store/embedded.h"
#include "collector/store/sqlite_store.h"
#include "collector/store/statement.h"
#include "collector/store/unfinished_file.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"
#include "proto/model/digest.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <random>

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

void write_new_store(const std::filesystem::path& file, model::Instant now)
{
    const auto database =
        runtime::open_for_writing(file, {schema_sql, kEdition, kFileKind, "store.db"});
    const Incarnation incarnation = new_incarnation();
    Statement insert(database->getHandle(), "INSERT INTO store_fact (name, value) VALUES "
                                            "('incarnation', ?1), ('created_at', ?2), "
                                            "('digest_edition', ?3)");
    insert.bind_blob(1, incarnation);
    insert.bind(2, now.time_since_epoch().count());
    insert.bind(3, model::kDigestEdition);
    insert.run();
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
    return std::make_unique<SqliteStore>(state, options);
}

} // namespace congto::store
