// SQL on any engine, for setting a stage and for counting again by other means.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

// Engine: "sqlite3", "postgresql", "mysql" or "odbc"; connection: as SOCI takes it. Each call opens
// its own connection. Statements end with ';' at the end of a line; the last may do without.
// Throws std::runtime_error with the engine's words.
void run_sql(const std::string& engine, const std::string& connection, std::string_view script);

// A connection that stays open, for transactions that do. Throws as run_sql does.
class SqlSession {
public:
    SqlSession(const std::string& engine, const std::string& connection);
    ~SqlSession();
    SqlSession(const SqlSession&) = delete;
    SqlSession& operator=(const SqlSession&) = delete;

    void run(const std::string& statement);

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

using SqlRow = std::vector<std::optional<std::string>>;

// One statement's rows as text ("2026-02-03 07:00:00" for times).
std::vector<SqlRow> query_sql(const std::string& engine, const std::string& connection,
                              const std::string& statement);

// The first column of the first row as an integer. Throws std::runtime_error: no row, or null.
long long count_sql(const std::string& engine, const std::string& connection,
                    const std::string& statement);

} // namespace congto::test
