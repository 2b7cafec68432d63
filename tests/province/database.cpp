#include "tests/province/database.h"

#include <soci/soci.h>

#include <algorithm>

namespace congto::province {

namespace {

// Rows a statement carries: beyond some hundred the engines gain nothing more.
constexpr std::size_t kRowsAStatement = 400;

std::vector<std::string> manners_of(Engine engine)
{
    switch (engine) {
    case Engine::sqlite3:
        return {"PRAGMA busy_timeout = 20000", "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = OFF"};
    case Engine::postgresql:
        return {"SET client_min_messages = warning", "SET lock_timeout = '20s'"};
    case Engine::mysql:
        // Read committed: no gap locks, so that a transaction held open stands in nobody's way.
        return {"SET NAMES utf8mb4", "SET SESSION innodb_lock_wait_timeout = 20",
                "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED"};
    }
    return {};
}

} // namespace

struct Database::Session {
    soci::session soci;
};

Database::Database(Engine engine, const std::string& connection)
    : session_(std::make_unique<Session>())
{
    session_->soci.open(std::string(name_of(engine)), connection);
    for (const auto& statement : manners_of(engine))
        execute(statement);
}

Database::~Database() = default;

void Database::begin()
{
    session_->soci.begin();
}

void Database::commit()
{
    session_->soci.commit();
}

void Database::execute(const std::string& statement)
{
    session_->soci << statement;
}

void Database::insert(const std::vector<Table>& tables, const std::vector<Row>& rows)
{
    for (std::size_t table = 0; table != tables.size(); ++table) {
        std::vector<const Row*> own;
        for (const auto& row : rows)
            if (row.table == table)
                own.push_back(&row);
        for (std::size_t at = 0; at < own.size(); at += kRowsAStatement) {
            const auto count = std::min(kRowsAStatement, own.size() - at);
            execute(insertion_of(tables[table], own.data() + at, count));
        }
    }
}

} // namespace congto::province
