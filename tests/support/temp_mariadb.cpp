#include "tests/support/temp_mariadb.h"

#include "tests/support/free_port.h"
#include "tests/support/sql.h"

#include <csignal>

namespace congto::test {

TempMariaDb::TempMariaDb()
    : server_(account_among({"mysql", "nobody"}), SIGKILL), port_(free_port())
{
    server_.prepare("/usr/bin/mariadb-install-db",
                    {"--no-defaults", "--datadir=" + (server_.folder() / "data").string(),
                     "--tmpdir=" + server_.folder().string(),
                     "--auth-root-authentication-method=normal", "--skip-test-db"});
    server_.write("first.sql", "create user if not exists " + kAdministrator.user +
                                   "@'%' identified by '" + kAdministrator.password + "';\n" +
                                   "grant all on *.* to " + kAdministrator.user +
                                   "@'%' with grant option;\n");
    start();
    create_database(kFirstDatabase);
}

TempMariaDb::~TempMariaDb()
{
    server_.stop(SIGKILL);
}

std::string TempMariaDb::soci_connection(std::string_view database, const Login& login) const
{
    return "host=127.0.0.1 port=" + std::to_string(port_) + " db=" + std::string(database) +
           " user=" + login.user + " password=" + login.password + " charset=utf8mb4";
}

std::string TempMariaDb::odbc_connection(std::string_view database, const Login& login) const
{
    return "Driver={MariaDB Unicode};Server=127.0.0.1;Port=" + std::to_string(port_) +
           ";Database=" + std::string(database) + ";Uid=" + login.user + ";Pwd=" + login.password +
           ";Charset=utf8mb4;";
}

void TempMariaDb::create_database(std::string_view name)
{
    run_sql(engine(), soci_connection("mysql"), "create database " + std::string(name));
}

void TempMariaDb::drop_database(std::string_view name)
{
    run_sql(engine(), soci_connection("mysql"), "drop database if exists " + std::string(name));
}

Login TempMariaDb::create_reader(std::string_view user, std::string_view database)
{
    const Login login{std::string(user), std::string(user) + "-password"};
    run_sql(engine(), soci_connection("mysql"),
            "create user " + login.user + "@'%' identified by '" + login.password + "';\n" +
                "grant select on " + std::string(database) + ".* to " + login.user + "@'%'");
    return login;
}

void TempMariaDb::stop()
{
    server_.stop(SIGTERM);
}

void TempMariaDb::start()
{
    const auto folder = server_.folder();
    server_.start("/usr/sbin/mariadbd",
                  {"--no-defaults", "--datadir=" + (folder / "data").string(),
                   "--socket=" + (folder / "socket").string(),
                   "--pid-file=" + (folder / "pid").string(), "--tmpdir=" + folder.string(),
                   "--port=" + std::to_string(port_), "--bind-address=127.0.0.1",
                   "--init-file=" + (folder / "first.sql").string(), "--skip-name-resolve",
                   "--skip-log-bin", "--character-set-server=utf8mb4", "--default-time-zone=+07:00",
                   "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0",
                   "--innodb-flush-method=nosync", "--innodb-buffer-pool-size=256M",
                   "--innodb-log-file-size=256M"},
                  [this] { run_sql(engine(), soci_connection("mysql"), "select 1"); });
}

} // namespace congto::test
