#include "tests/support/temp_postgres.h"

#include "tests/support/free_port.h"
#include "tests/support/sql.h"

#include <csignal>
#include <stdexcept>

namespace congto::test {

namespace {

// The newest of the versions Debian installs side by side.
std::filesystem::path programs()
{
    const std::filesystem::path root = "/usr/lib/postgresql";
    std::filesystem::path newest;
    if (std::filesystem::exists(root))
        for (const auto& version : std::filesystem::directory_iterator(root))
            if (std::filesystem::exists(version.path() / "bin/postgres"))
                newest = std::max(newest, version.path() / "bin");
    if (newest.empty())
        throw std::runtime_error("no PostgreSQL in " + root.string() + ": install postgresql");
    return newest;
}

} // namespace

TempPostgres::TempPostgres()
    : server_(account_among({"postgres", "nobody"}), SIGQUIT), port_(free_port())
{
    const auto password = server_.write("password", kAdministrator.password);
    server_.prepare(programs() / "initdb",
                    {"--no-sync", "--no-instructions", "-D", (server_.folder() / "data").string(),
                     "-U", kAdministrator.user, "--pwfile", password.string(), "--auth-local=trust",
                     "--auth-host=scram-sha-256", "-E", "UTF8", "--locale=C"});
    start();
    create_database(kFirstDatabase);
}

TempPostgres::~TempPostgres()
{
    server_.stop(SIGQUIT);
}

std::string TempPostgres::soci_connection(std::string_view database, const Login& login) const
{
    return "host=127.0.0.1 port=" + std::to_string(port_) + " dbname=" + std::string(database) +
           " user=" + login.user + " password=" + login.password;
}

std::string TempPostgres::odbc_connection(std::string_view database, const Login& login) const
{
    return "Driver={PostgreSQL ANSI};Servername=127.0.0.1;Port=" + std::to_string(port_) +
           ";Database=" + std::string(database) + ";Uid=" + login.user + ";Pwd=" + login.password +
           ";";
}

void TempPostgres::create_database(std::string_view name)
{
    run_sql(engine(), soci_connection("postgres"), "create database " + std::string(name));
}

void TempPostgres::drop_database(std::string_view name)
{
    run_sql(engine(), soci_connection("postgres"),
            "drop database if exists " + std::string(name) + " with (force)");
}

Login TempPostgres::create_reader(std::string_view user, std::string_view database)
{
    const Login login{std::string(user), std::string(user) + "-password"};
    run_sql(engine(), soci_connection(database),
            "create role " + login.user + " login password '" + login.password + "';\n" +
                "grant select on all tables in schema public to " + login.user + ";\n" +
                "alter default privileges in schema public grant select on tables to " +
                login.user);
    return login;
}

void TempPostgres::stop()
{
    server_.stop(SIGINT);
}

void TempPostgres::start()
{
    server_.start(programs() / "postgres", {"-D", (server_.folder() / "data").string(),
                                            "-p", std::to_string(port_),
                                            "-h", "127.0.0.1",
                                            "-k", server_.folder().string(),
                                            "-c", "fsync=off",
                                            "-c", "synchronous_commit=off",
                                            "-c", "full_page_writes=off",
                                            "-c", "shared_buffers=128MB",
                                            "-c", "max_wal_size=2GB",
                                            "-c", "timezone=Asia/Ho_Chi_Minh"},
                  [this] { run_sql(engine(), soci_connection("postgres"), "select 1"); });
}

} // namespace congto::test
