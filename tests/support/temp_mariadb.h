// A real MariaDB server for a test.
#pragma once

#include "tests/support/temp_server.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace congto::test {

// Listens on a free loopback port (passwords asked) and on a Unix socket in its folder. Ready when
// constructed, in about a second; gone, with its data, when destroyed. Its clock shows Hanoi's
// time. Durability is off: it is a source, and not what is tested. Start it from the main thread.
class TempMariaDb {
public:
    TempMariaDb();
    ~TempMariaDb();
    TempMariaDb(const TempMariaDb&) = delete;
    TempMariaDb& operator=(const TempMariaDb&) = delete;

    static constexpr const char* engine() { return "mysql"; }
    std::uint16_t port() const { return port_; }
    std::string soci_connection(std::string_view database = kFirstDatabase,
                                const Login& login = kAdministrator) const;
    std::string odbc_connection(std::string_view database = kFirstDatabase,
                                const Login& login = kAdministrator) const;

    void create_database(std::string_view name);
    void drop_database(std::string_view name);
    // An account that may only read the tables of `database`, those that are there and those that
    // will be.
    Login create_reader(std::string_view user, std::string_view database = kFirstDatabase);

    // The server goes away in good order, and comes back on the same port with the same data.
    void stop();
    void start();

private:
    TempServer server_;
    std::uint16_t port_;
};

} // namespace congto::test
