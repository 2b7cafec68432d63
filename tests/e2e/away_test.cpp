// What happens while something outside is away or refuses.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

TempPostgres& server()
{
    static TempPostgres value;
    return value;
}

// A filled wide-table system in a database of its own.
OneStop filled(const TempDir& folder, const std::string& database, int dossiers)
{
    server().create_database(database);
    OneStop one_stop(folder, "wide", {"postgresql", server().soci_connection(database)}, 7);
    one_stop.fill(dossiers, "2026-05", "2026-07");
    return one_stop;
}

long long mapped(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    return count_sql(engine, connection, wide_sql(engine).mapped);
}

// The collector holds what the source shows, and knows that it is all but what is in quarantine.
bool is_whole(const Ministry& ministry, const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    const auto quarantined = count_sql(engine, connection, wide_sql(engine).quarantined);
    const auto shown = mapped(one_stop);
    const Json rates = ministry.rates("2026-06", "received");
    return rates.size("/rows") == 1 && !rates.is_null("/rows/0/collected") &&
           rates.number("/rows/0/collected") == shown && !rates.is_null("/rows/0/in_source") &&
           rates.number("/rows/0/in_source") == shown + quarantined;
}

bool says(const Office& office, const std::string& event)
{
    return eventually([&] { return !lines_with(office.log(), event).empty(); });
}

// One clear line that holds `part` when reading pauses, however long it is tried; then, once
// mended, the rest is read without anybody's help.
void check_pauses_and_recovers(const OneStop& one_stop, const Reading& reading,
                               const std::string& part,
                               const std::function<void(const Office&)>& mend)
{
    Ministry ministry;
    ministry.start();
    Office office(reading, ministry.address());
    office.start();
    REQUIRE(says(office, "reading pauses"));
    sleep_for(3s);
    INFO(office.log());
    CHECK(lines_with(office.log(), "reading pauses").size() == 1);
    CHECK(lines_with(office.log(), part).size() == 1);
    CHECK(office.log().find("congto-password") == std::string::npos);
    mend(office);
    CHECK(says(office, "reading goes on"));
    CHECK(eventually([&] { return is_whole(ministry, one_stop); }));
    CHECK(office.stop() == 0);
    check_agreement(ministry, office, one_stop);
}

} // namespace

TEST_CASE("a source away at the start is one line, and is read when it comes")
{
    const TempDir folder;
    const auto one_stop = filled(folder, "away_at_start", 1500);
    server().stop();
    check_pauses_and_recovers(one_stop, reading_of(one_stop), "onestop",
                              [](const Office&) { server().start(); });
}

TEST_CASE("a source that goes away and comes back is followed again")
{
    const TempDir folder;
    auto one_stop = filled(folder, "comes_back", 1500);
    Ministry ministry;
    ministry.start();
    Office office(reading_of(one_stop), ministry.address());
    office.start();
    REQUIRE(eventually([&] { return is_whole(ministry, one_stop); }));
    server().stop();
    REQUIRE(says(office, "reading pauses"));
    server().start();
    one_stop.live_through({"--rate", "0", "--changes", "200", "--late-by", "100ms"});
    REQUIRE(says(office, "reading goes on"));
    INFO(office.log());
    CHECK(eventually([&] { return is_whole(ministry, one_stop); }));
    CHECK(lines_with(office.log(), "reading pauses").size() == 1);
    CHECK(office.stop() == 0);
    CHECK(office.run_once().status == 0);
    check_agreement(ministry, office, one_stop);
}

TEST_CASE("a refused login is one line without the password, and a mended file is taken up")
{
    const TempDir folder;
    const auto one_stop = filled(folder, "login", 800);
    auto reading = reading_of(one_stop);
    reading.connection = server().soci_connection("login", {"congto", "congto-password-wrong"});
    check_pauses_and_recovers(
        one_stop, reading, "password authentication failed", [&](const Office& office) {
            write_file(office.connection_file(), one_stop.place().connection + "\n");
        });
}

TEST_CASE("a missing table is one line, and reading goes on when it is there")
{
    const TempDir folder;
    const auto one_stop = filled(folder, "no_table", 800);
    const auto& [engine, connection] = one_stop.place();
    run_sql(engine, connection, "alter table payment_request rename to elsewhere");
    check_pauses_and_recovers(
        one_stop, reading_of(one_stop), "payment_request", [&](const Office&) {
            run_sql(engine, connection, "alter table elsewhere rename to payment_request");
        });
}

TEST_CASE("a missing column is one line, and reading goes on when it is there")
{
    const TempDir folder;
    const auto one_stop = filled(folder, "no_column", 800);
    const auto& [engine, connection] = one_stop.place();
    run_sql(engine, connection, "alter table dossier rename column counter_ticket to other");
    const Office office(reading_of(one_stop), "127.0.0.1:9");
    const auto checked = office.command({"check"});
    INFO(shown(checked));
    CHECK(checked.status == 78);
    CHECK(lines_with(checked.output, "counter_ticket").size() == 1);
    check_pauses_and_recovers(one_stop, reading_of(one_stop), "counter_ticket", [&](const Office&) {
        run_sql(engine, connection, "alter table dossier rename column other to counter_ticket");
    });
}

TEST_CASE("with the collector away the agent spools, and catches up when it comes")
{
    const TempDir folder;
    auto one_stop = filled(folder, "no_collector", 1500);
    Ministry ministry;
    ministry.start();
    CHECK(ministry.stop() == 0);
    Office office(reading_of(one_stop), ministry.address());
    office.start();
    const auto pending = [&] {
        const auto status = office.command({"status", "--json"});
        return status.status == 0 ? Json(status.output).number("/spool/rows/0/pending") : 0;
    };
    REQUIRE(eventually([&] { return pending() >= mapped(one_stop); }));
    CHECK(lines_with(office.log(), "collector is away").size() == 1);
    ministry.start();
    CHECK(eventually([&] { return is_whole(ministry, one_stop); }));
    ministry.kill();
    one_stop.live_through({"--rate", "0", "--changes", "300", "--late-by", "100ms"});
    ministry.start();
    CHECK(office.stop() == 0);
    CHECK(office.run_once().status == 0);
    check_agreement(ministry, office, one_stop);
}

TEST_CASE("an agent that shall end by itself says who stayed away, with exit status 69")
{
    const TempDir folder;
    const auto one_stop = filled(folder, "impatient", 100);
    const Office nobody_to_send_to(reading_of(one_stop), "127.0.0.1:9");
    const auto unsent = nobody_to_send_to.command({"run", "--once", "--patience", "1s"});
    INFO(shown(unsent));
    CHECK(unsent.status == 69);
    CHECK(unsent.error.find("congto-agent: the collector at 127.0.0.1:9 is away") !=
          std::string::npos);
    Ministry ministry;
    ministry.start();
    auto reading = reading_of(one_stop);
    reading.connection = server().soci_connection("there_is_no_such");
    const Office nothing_to_read(reading, ministry.address());
    const auto unread = nothing_to_read.command({"run", "--once", "--patience", "1s"});
    INFO(shown(unread));
    CHECK(unread.status == 69);
    CHECK(unread.error.find("congto-agent: source onestop: ") != std::string::npos);
    CHECK(unread.error.find("there_is_no_such") != std::string::npos);
}
