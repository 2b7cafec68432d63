// Engines put values of rows into their errors; none is said again.
#include "tests/e2e/leaky_table.h"
#include "tests/e2e/office.h"
#include "tests/support/files.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

using Labels = std::set<std::string>;

// What the agent says of that source, and the spool's file, hold none of it.
void check_silent(const Reading& reading, const Secrets& secrets, const std::string& words)
{
    Office office(reading, "127.0.0.1:1");
    office.folder().write("accounts.csv",
                          "account,kind,valid_from,valid_to,body\nan.motcua,staff,,,H44.14\n");
    const auto settings = read_file(office.settings_file());
    write_file(office.settings_file(), "accounts = \"accounts.csv\"\n" + settings);
    office.start();
    const bool paused =
        eventually([&] { return !lines_with(office.log(), "reading pauses").empty(); });
    CHECK(office.stop() == 0);
    INFO(office.log());
    CHECK(paused);
    CHECK(secrets.in(office.log()) == Labels());
    for (const auto& command : {Arguments{"check"}, Arguments{"preview"}, Arguments{"status"},
                                Arguments{"status", "--json"}}) {
        const auto said = shown(office.command(command));
        INFO(command.front() << ": " << said);
        if (command.front() == "check")
            CHECK(said.find(words) != std::string::npos);
        CHECK(secrets.in(said) == Labels());
    }
    if (std::filesystem::exists(office.spool_file()))
        CHECK(secrets.in_file(office.spool_file()) == Labels());
}

} // namespace

TEST_CASE("an engine's error is told without the values in it")
{
    TempPostgres server;
    LeakyTable table("postgresql", server.soci_connection());
    const TempDir folder;
    // As PostgreSQL words them; what of it is no value stays.
    const std::pair<const char*, const char*> wrong[] = {
        {"CAST(NULLIF(full_name, '') AS integer)", "invalid input syntax for type integer"},
        {"CASE WHEN note ~ '^[0-9]+$' THEN CAST(note || '00000' AS integer) ELSE 0 END",
         "is out of range for type integer"},
        {"now() AT TIME ZONE NULLIF(address, '')", "not recognized"},
        {"to_date(NULLIF(full_name, ''), 'YYYY-MM-DD')", "invalid value"},
        {"CAST(NULLIF(note, '') AS json)", "invalid input syntax for type json"}};
    for (const auto& [expression, words] : wrong) {
        CAPTURE(expression);
        const auto mapping = folder.write(
            "leaky.toml",
            leaky_mapping("postgresql", "CAST(" + std::string(expression) + " AS text)"));
        check_silent({"postgresql", table.connection(), mapping, ""}, table.secrets(), words);
    }
}

TEST_CASE("a refused login is told without the password")
{
    const TempPostgres server;
    Secrets secrets;
    secrets.add("password", "Mậtkhẩubímật1");
    const TempDir folder;
    const auto mapping = folder.write("leaky.toml", leaky_mapping("postgresql"));
    const auto connection = server.soci_connection(kFirstDatabase, {"congto", "Mậtkhẩubímật1"});
    // It is there.
    REQUIRE(secrets.in(connection) == Labels{"password"});
    check_silent({"postgresql", connection, mapping, ""}, secrets,
                 "password authentication failed");
}
