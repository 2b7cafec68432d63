#include "collector/store/reader.h"

#include "collector/register/registers.h"
#include "collector/store/decision.h"
#include "collector/store/edition.h"
#include "collector/store/ledger.h"
#include "collector/store/snapshot.h"
#include "collector/store/source_order.h"
#include "collector/store/source_places.h"
#include "collector/store/sqlite_cells.h"
#include "collector/store/standings.h"
#include "collector/store/statement.h"
#include "collector/store/verifications.h"
#include "config/runtime/failure.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <limits>
#include <utility>

namespace congto::store {
namespace {

std::int64_t number_of(SQLite::Database& database, const char* pragma)
{
    return database.execAndGet(pragma).getInt64();
}

void require_store(SQLite::Database& database)
{
    const std::string file = database.getFilename();
    if (number_of(database, "PRAGMA application_id") != static_cast<std::int32_t>(kFileKind)) {
        throw runtime::Corrupt(file + ": is not a store of ours");
    }
    if (const std::int64_t edition = number_of(database, "PRAGMA user_version");
        edition != kEdition) {
        throw runtime::Corrupt(file + ": is of edition " + std::to_string(edition) +
                               ", this program knows edition " + std::to_string(kEdition) +
                               "; use the program that wrote it");
    }
}

void attach_registers(SQLite::Database& database, const std::filesystem::path& file)
{
    registers::open_for_reading(file); // undoes an import that a crash cut off
    Statement attach(database.getHandle(), "ATTACH ?1 AS register");
    const std::string name = file.string();
    attach.bind_text(1, name);
    attach.run();
}

} // namespace

struct Reader::Open {
    std::unique_ptr<SQLite::Database> database;
    std::weak_ptr<const Snapshot> snapshot;
};

Reader::Reader(std::unique_ptr<Open> open) : open_(std::move(open)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Reader Reader::open(const StateDirectory& state)
{
    if (!std::filesystem::exists(state.store_file())) {
        throw runtime::Unavailable(state.store_file().string() +
                                   ": there is no store; make one with `congto-collector init`");
    }
    auto open = std::make_unique<Open>();
    open->database = runtime::open_for_reading(state.store_file());
    require_store(*open->database);
    attach_registers(*open->database, state.register_file());
    return Reader(std::move(open));
}

std::unique_ptr<Cells> Reader::cells() const
{
    sqlite3* connection = open_->database->getHandle();
    std::shared_ptr<const Snapshot> snapshot = open_->snapshot.lock();
    if (!snapshot) {
        snapshot = std::make_shared<const Snapshot>(connection);
        open_->snapshot = snapshot;
    }
    return std::make_unique<SqliteCells>(connection, std::move(snapshot));
}

std::vector<SourceHolding> Reader::holdings() const
{
    return read_holdings(open_->database->getHandle());
}

std::vector<AgentStanding> Reader::agents() const
{
    return read_agents(open_->database->getHandle());
}

std::vector<RefusedSpool> Reader::refused_spools() const
{
    return read_refused_spools(open_->database->getHandle());
}

std::vector<SourcePlace> Reader::places() const
{
    return read_places(open_->database->getHandle());
}

std::int64_t Reader::would_reorder(UnitId unit, const std::vector<std::string>& names) const
{
    return store::would_reorder(open_->database->getHandle(), unit, names);
}

Imbalances Reader::spool_imbalances() const
{
    return read_spool_imbalances(open_->database->getHandle());
}

Imbalances Reader::source_imbalances(std::int64_t after, std::int64_t most) const
{
    return read_source_imbalances(open_->database->getHandle(), after, most);
}

std::map<model::Month, std::int64_t> Reader::fingerprinted_months() const
{
    Statement rows(open_->database->getHandle(),
                   "SELECT month, count(*) FROM fingerprint GROUP BY month");
    std::map<model::Month, std::int64_t> months;
    while (rows.step()) {
        months[{static_cast<std::int32_t>(rows.integer(0))}] = rows.integer(1);
    }
    return months;
}

std::vector<model::Month> Reader::fingerprinted_through(model::Month through) const
{
    // A look into the index for each unit.
    Statement next(open_->database->getHandle(),
                   "SELECT min((SELECT f.month FROM fingerprint f WHERE f.unit = u.id AND f.month "
                   "BETWEEN ?1 AND ?2 ORDER BY f.month LIMIT 1)) FROM register.unit u");
    std::vector<model::Month> months;
    std::int64_t from = std::numeric_limits<std::int32_t>::min();
    while (true) {
        next.bind(1, from);
        next.bind(2, through.number);
        if (!next.step() || next.is_null(0)) {
            return months;
        }
        from = next.integer(0) + 1;
        months.push_back({static_cast<std::int32_t>(next.integer(0))});
        next.reset();
    }
}

std::int64_t Reader::decided_through() const
{
    return Ledger(open_->database->getHandle()).last_of(kDecisions);
}

std::vector<HeldDay> Reader::held_days() const
{
    return read_held_days(open_->database->getHandle());
}

SQLite::Database& Reader::database() const
{
    return *open_->database;
}

} // namespace congto::store
