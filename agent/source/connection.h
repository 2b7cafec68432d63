// One connection to one engine. Of this room alone.
#pragma once

#include "agent/source/connect_string.h"
#include "agent/source/parameters.h"
#include "agent/source/settings.h"
#include "agent/source/source.h"

#include <memory>
#include <string>

namespace congto::source {

// Runs queries, each in a read-only transaction of its own under the statement time-out. Throws
// runtime::Unavailable; the connection is then of no more use.
class Connection {
public:
    virtual ~Connection() = default;

    // What is run again is prepared once. Text as the engine gives it, complete or not at all.
    virtual Page run(const std::string& sql, const Values& values) = 0;

    // What answers: "sqlite3", "postgresql", "mysql" (MariaDB too), "sqlserver"; empty: another.
    virtual std::string dbms() const = 0;
};

// Reads the connection file and connects. Throws runtime::Unavailable.
std::unique_ptr<Connection> connect(const SqlSettings& settings);

// "source onestop: <what>: <the driver's words, cleaned>".
std::string complaint(const SqlSettings& settings, std::string_view what,
                      const ConnectString& secret, std::string_view driver_says);

std::unique_ptr<Connection> connect_soci(const SqlSettings& settings, ConnectString secret);
std::unique_ptr<Connection> connect_odbc(const SqlSettings& settings, ConnectString secret);

} // namespace congto::source
