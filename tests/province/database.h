// A connection that writes to the source as its own software would.
#pragma once

#include "tests/province/rows.h"

#include <memory>
#include <string>
#include <vector>

namespace congto::province {

// One thread. Every call throws std::runtime_error with the engine's words.
class Database {
public:
    // The connection as SOCI takes it; for SQLite also simply a file.
    Database(Engine engine, const std::string& connection);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void begin();
    void commit();
    void execute(const std::string& statement);
    // Rows of any tables, many to a statement.
    void insert(const std::vector<Table>& tables, const std::vector<Row>& rows);

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

} // namespace congto::province
