// A source that grows to 200,000 dossiers and changes all the while it is read.
#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"
#include "tests/support/temp_postgres.h"

#include <catch2/catch.hpp>

#include <csignal>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

constexpr int kBefore = 20'000, kDuring = 180'000;

TempPostgres& server()
{
    static TempPostgres value;
    return value;
}

Place database(const std::string& name)
{
    server().create_database(name);
    return {"postgresql", server().soci_connection(name)};
}

long long mapped_in(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    return count_sql(engine, connection, wide_sql(engine).mapped);
}

// Every dossier the store shows is one of the source's, and none is missing: each has an id of its
// own at the collector, and the sums kept by day opened add up to as many.
void check_same_set(const Ministry& ministry, const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    const auto mapped = mapped_in(one_stop);
    const auto store = (ministry.state() / "store.db").string();
    CHECK(count_sql("sqlite3", store, "select sum(dossiers) from source") == mapped);
    CHECK(count_sql("sqlite3", store, "select sum(count) from day_sum") == mapped);
    // By the day in the code: what was opened on each day, here and there.
    CHECK(query_sql("sqlite3", store,
                    "select date(day * 86400, 'unixepoch'), cast(sum(count) as text) from day_sum "
                    "group by day having sum(count) <> 0 order by day") ==
          query_sql(engine, connection,
                    "select to_char(to_date(substring(code from '-([0-9]{6})-'), 'YYMMDD'), "
                    "'YYYY-MM-DD') as day_opened, count(*)::text " +
                        wide_sql(engine).mapped.substr(std::string("select count(*) ").size()) +
                        " group by day_opened order by day_opened"));
}

} // namespace

TEST_CASE("a source filled with 200,000 dossiers while it changes is collected exactly")
{
    const TempDir folder;
    OneStop one_stop(folder, "wide", database("growing"), printed_seed());
    one_stop.fill(kBefore, "2026-01", "2026-10");
    Ministry ministry;
    ministry.start();
    auto reading = reading_of(one_stop);
    reading.more = "overlap = \"30s\"\n";
    Office office(reading, ministry.address());
    office.start();
    const auto living = one_stop.live({"--rate", "300", "--late-share", "0.1", "--late-by", "3s"});
    one_stop.fill(kDuring, "2026-01", "2026-10", std::chrono::minutes(8), {"--import"});
    // All three were at work together; now the agent is abreast of the changes for a while.
    const auto collected = [&] {
        return ministry.rates("2026-06", "received").number("/rows/0/collected");
    };
    CHECK(collected() > 2 * kBefore);
    REQUIRE(eventually([&] { return collected() > mapped_in(one_stop) - 200; }, 180s));
    sleep_for(8s);
    REQUIRE(living->running());
    living->signal(SIGTERM);
    REQUIRE(living->wait_for(30s) == 0);
    const auto lived = read_file(folder / "province.log");
    CHECK(lines_with(lived, "late: ").size() == 1);
    INFO("live: " << lived);
    const auto mapped = mapped_in(one_stop);
    REQUIRE(mapped > kBefore + kDuring * 99 / 100);
    INFO("agent: " << office.log() << "\ncollector: " << ministry.log());
    REQUIRE(office.process().running());
    CHECK(eventually([&] { return collected() == mapped; }, 180s));
    CHECK(office.stop() == 0);
    check_agreement(ministry, office, one_stop);
    check_same_set(ministry, one_stop);
    CHECK(ministry.stop() == 0);
}
