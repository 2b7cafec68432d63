#include "tests/e2e/growth.h"

#include "tests/e2e/agreement.h"
#include "tests/support/files.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <csignal>

namespace congto::test {

namespace {

using namespace std::chrono_literals;

long long mapped_in(const OneStop& one_stop)
{
    const auto& [engine, connection] = one_stop.place();
    return count_sql(engine, connection, sql_of(one_stop).mapped);
}

long long collected_by(const Ministry& ministry)
{
    return ministry.rates("2026-06", "received").number("/rows/0/collected");
}

// Each dossier the store shows has an id of its own and a place in the sums kept by day opened:
// as many as the source has, day by day.
void check_same_set(const Ministry& ministry, const OneStop& one_stop,
                    const std::string& days_opened)
{
    const auto mapped = mapped_in(one_stop);
    const auto store = (ministry.state() / "store.db").string();
    CHECK(count_sql("sqlite3", store, "select sum(dossiers) from source") == mapped);
    CHECK(count_sql("sqlite3", store, "select sum(count) from day_sum") == mapped);
    const auto& [engine, connection] = one_stop.place();
    CHECK(query_sql("sqlite3", store,
                    "select date(day * 86400, 'unixepoch'), cast(sum(count) as text) from day_sum "
                    "group by day having sum(count) <> 0 order by day") ==
          query_sql(engine, connection, days_opened));
}

} // namespace

void check_grows_and_is_collected(OneStop& one_stop, const Growth& growth,
                                  const std::string& days_opened)
{
    one_stop.fill(growth.before, "2026-01", "2026-10");
    Ministry ministry;
    ministry.start();
    auto reading = reading_of(one_stop);
    reading.more = "overlap = \"30s\"\n";
    Office office(reading, ministry.address());
    office.start();
    const auto living = one_stop.live(
        {"--rate", std::to_string(growth.rate), "--late-share", "0.1", "--late-by", "3s"});
    one_stop.fill(growth.during, "2026-01", "2026-10", 8min, {"--import"});
    INFO("agent: " << office.log() << "\ncollector: " << ministry.log());
    // All three were at work together; now the agent is abreast of the changes for a while.
    REQUIRE(eventually([&] { return collected_by(ministry) > mapped_in(one_stop) - 200; }, 300s));
    sleep_for(8s);
    REQUIRE(living->running());
    living->signal(SIGTERM);
    REQUIRE(living->wait_for(kPatience) == 0);
    INFO("live: " << one_stop.log());
    CHECK(lines_with(one_stop.log(), "late: ").size() == 1);
    REQUIRE(mapped_in(one_stop) > (growth.before + growth.during) * 99LL / 100);
    REQUIRE(office.process().running());
    CHECK(office.stop() == 0);
    // Begins at the watermark, so what it passed too early stays unseen.
    const auto finished = office.run_once();
    INFO("agent run --once: " << shown(finished));
    REQUIRE(finished.status == 0);
    check_agreement(ministry, office, one_stop);
    check_same_set(ministry, one_stop, days_opened);
    CHECK(ministry.stop() == 0);
}

} // namespace congto::test
