#include "tests/province/state.h"

#include "tests/province/shape.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <stdexcept>
#include <type_traits>

namespace congto::province {

namespace {

template <typename Member>
void bind(SQLite::Statement& statement, int column, const std::optional<Member>& value)
{
    value ? statement.bind(column, *value) : statement.bind(column);
}

template <typename Member>
void bind(SQLite::Statement& statement, int column, const Member& value)
{
    if constexpr (std::is_same_v<Member, std::string>)
        statement.bind(column, value);
    else
        statement.bind(column, static_cast<std::int64_t>(value));
}

template <typename Member>
void take(const SQLite::Column& column, std::optional<Member>& value)
{
    value = column.isNull() ? std::nullopt : std::optional<Member>(column.getInt64());
}

template <typename Member>
void take(const SQLite::Column& column, Member& value)
{
    if constexpr (std::is_same_v<Member, std::string>)
        value = column.getString();
    else
        value = static_cast<Member>(column.getInt64());
}

struct ColumnList {
    std::string names, holders;
};

ColumnList columns()
{
    ColumnList list;
    Dossier model;
    each_member(model, [&](const char* name, auto&) {
        list.names += (list.names.empty() ? "" : ", ") + std::string(name);
        list.holders += list.holders.empty() ? "?" : ", ?";
    });
    return list;
}

void put(SQLite::Database& database, const char* name, const std::string& value)
{
    SQLite::Statement statement(database, "INSERT INTO setting VALUES (?, ?)");
    statement.bind(1, name);
    statement.bind(2, value);
    statement.exec();
}

std::string setting(const SQLite::Database& database, const char* name)
{
    SQLite::Statement query(database, "SELECT value FROM setting WHERE name = ?");
    query.bind(1, name);
    if (!query.executeStep())
        throw std::runtime_error(std::string("the state file lacks the setting ") + name);
    return query.getColumn(0).getString();
}

} // namespace

State::State(std::unique_ptr<SQLite::Database> database) : database_(std::move(database))
{
    database_->exec("PRAGMA busy_timeout = 20000");
    database_->exec("PRAGMA journal_mode = WAL");
    database_->exec("PRAGMA synchronous = OFF");
}

State::State(State&&) noexcept = default;
State::~State() = default;

void State::refuse_existing(const std::filesystem::path& file)
{
    if (std::filesystem::exists(file))
        throw std::runtime_error(file.string() + " is there already: a province is created once");
}

State State::create(const std::filesystem::path& file, const Identity& identity)
{
    refuse_existing(file);
    auto database = std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE |
                                                                          SQLite::OPEN_CREATE);
    std::filesystem::permissions(file, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
    State state(std::move(database));
    SQLite::Transaction transaction(*state.database_);
    auto& db = *state.database_;
    db.exec("CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID");
    db.exec("CREATE TABLE code (series, body, day, last, PRIMARY KEY (series, body, day))"
            " WITHOUT ROWID");
    db.exec("CREATE TABLE dossier (" + columns().names + ", PRIMARY KEY (number)) WITHOUT ROWID");
    put(db, "shape", std::string(name_of(identity.shape)));
    put(db, "engine", std::string(name_of(identity.engine)));
    put(db, "unit", identity.unit);
    put(db, "seed", std::to_string(identity.seed));
    put(db, "next", "1");
    put(db, "connection_file", identity.connection_file);
    put(db, "connection", identity.connection);
    put(db, "conduct", identity.conduct == Conduct::honest ? "honest" : "usual");
    transaction.commit();
    state.identity_ = identity;
    return state;
}

State State::open(const std::filesystem::path& file)
{
    if (!std::filesystem::exists(file))
        throw std::runtime_error(file.string() +
                                 " is not there: run `congto-province create` first");
    State state(std::make_unique<SQLite::Database>(file.string(), SQLite::OPEN_READWRITE));
    const auto& db = *state.database_;
    const auto shape = shape_named(setting(db, "shape"));
    const auto engine = engine_named(setting(db, "engine"));
    if (!shape || !engine)
        throw std::runtime_error(file.string() +
                                 " was written by another edition of congto-province");
    state.identity_ = {*shape,
                       *engine,
                       setting(db, "unit"),
                       std::stoull(setting(db, "seed")),
                       setting(db, "connection_file"),
                       setting(db, "connection"),
                       setting(db, "conduct") == "honest" ? Conduct::honest : Conduct::usual};
    return state;
}

std::int64_t Numbers::take()
{
    constexpr std::int64_t kBlock = 1'000;
    if (next_ == end_) {
        next_ = state_.reserve(kBlock);
        end_ = next_ + kBlock;
    }
    return next_++;
}

std::int64_t State::reserve(std::int64_t count)
{
    SQLite::Statement query(*database_, "UPDATE setting SET value = value + ? WHERE name = 'next' "
                                        "RETURNING value");
    query.bind(1, count);
    query.executeStep();
    const auto end = query.getColumn(0).getInt64();
    // The row is read before the statement is done.
    query.executeStep();
    return end - count;
}

CodeBook State::codes(Series series) const
{
    CodeBook codes(series);
    SQLite::Statement query(*database_, "SELECT body, day, last FROM code WHERE series = ?");
    query.bind(1, static_cast<int>(series));
    while (query.executeStep())
        codes.last()[{query.getColumn(0).getInt64(), query.getColumn(1).getInt64()}] =
            query.getColumn(2).getInt64();
    return codes;
}

void State::each(const std::function<void(const Dossier&)>& visit) const
{
    SQLite::Statement query(*database_,
                            "SELECT " + columns().names + " FROM dossier ORDER BY number");
    while (query.executeStep()) {
        Dossier dossier;
        int column = 0;
        each_member(dossier,
                    [&](const char*, auto& member) { take(query.getColumn(column++), member); });
        visit(dossier);
    }
}

void State::save(const std::vector<Dossier>& dossiers, CodeBook& codes)
{
    SQLite::Transaction transaction(*database_);
    if (!put_) {
        const auto list = columns();
        put_ = std::make_unique<SQLite::Statement>(*database_, "INSERT OR REPLACE INTO dossier (" +
                                                                   list.names + ") VALUES (" +
                                                                   list.holders + ")");
    }
    for (const auto& dossier : dossiers) {
        put_->reset();
        int column = 0;
        each_member(dossier,
                    [&](const char*, const auto& member) { bind(*put_, ++column, member); });
        put_->exec();
    }
    SQLite::Statement put(*database_, "INSERT OR REPLACE INTO code VALUES (?, ?, ?, ?)");
    for (const auto& [key, last] : codes.take_changed()) {
        put.reset();
        put.bind(1, static_cast<int>(codes.series()));
        put.bind(2, key.first);
        put.bind(3, key.second);
        put.bind(4, last);
        put.exec();
    }
    transaction.commit();
}

} // namespace congto::province
