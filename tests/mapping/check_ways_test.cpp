// What check says of the ways a source can be read: by its cursor, by its days.
#include "tests/mapping/checked_agent.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using test::Agent;
using test::kQueries;
using test::says;

constexpr const char* kDay =
    "SELECT * FROM t WHERE (code LIKE '%-' || substr(:day_from, 3, 2) || substr(:day_from, 6, 2) "
    "|| "
    "substr(:day_from, 9, 2) || '-%' OR created >= :day_from AND created < :day_to) AND "
    "id > CAST(:after_key AS INTEGER) ORDER BY id LIMIT :limit";

std::string with_days(const std::string& day = kDay, const std::string& key = ":key")
{
    return std::string(kQueries) + "day = \"" + day + "\"\n" +
           "row = \"SELECT * FROM t WHERE id = CAST(" + key + " AS INTEGER)\"\n";
}

// Dossiers 2 to 11 of the day 1 is of, and 12 of another.
constexpr const char* kMore =
    "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 12)\n"
    "INSERT INTO t (id, modified, code, received, status, channel) SELECT i, 20260203070000 + i, "
    "CASE WHEN i = 12 THEN 'H56.14-260204-0001' ELSE 'H56.14-260203-' || (1000 + i) END, "
    "'20260203070000', '2', '2' FROM n";

} // namespace

TEST_CASE("check: day and row queries that find every row are well")
{
    Agent agent;
    agent.sql(kMore);
    agent.queries(with_days());
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK_FALSE(says(ran, "fault:"));
}

TEST_CASE("check: a day query that misses rows is told, with how many and which")
{
    Agent agent;
    agent.sql(kMore);
    agent.queries(with_days(test::with(kDay, "id > CAST", "id <> 7 AND id > CAST")));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran,
               "fault: source onestop: the day query of 2026-02-03 misses 1 row of 11 looked at "
               "whose dossiers were opened on that day, such as the row of key 7"));
    CHECK(says(ran, "1 to mend"));
}

TEST_CASE("check: a day query that compares keys as text is told")
{
    Agent agent;
    agent.sql(kMore);
    agent.queries(with_days(
        test::with(kDay, "id > CAST(:after_key AS INTEGER)", "CAST(id AS TEXT) > :after_key")));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "does not give the rest of the day: it must compare and order by the key"));
}

TEST_CASE("check: a row query that does not give the row, or gives another column, is told")
{
    Agent agent;
    agent.queries(with_days(kDay, ":key + 1"));
    CHECK(says(agent.check(), "the row query does not give the row of a key"));
    agent.queries(
        test::with(with_days(), "SELECT * FROM t WHERE id = ", "SELECT id FROM t WHERE id = "));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "query gives no column code"));
}

TEST_CASE("check: the row query of a swept source is held to its day query")
{
    Agent agent;
    agent.settings(std::string(Agent::kSettings) + "mode = \"sweep\"\n");
    agent.sql("INSERT INTO t (id, modified, code, received, status, channel) SELECT 2, "
              "20260203070000, 'H56.14-' || substr(strftime('%Y%m%d', 'now', '+7 hours'), 3) || "
              "'-0002', '20260203070000', '2', '2'");
    agent.queries(with_days(kDay, ":key + 1"));
    CHECK(says(agent.check(), "the row query does not give the row of a key the day query gives"));
    agent.queries(with_days());
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK_FALSE(says(ran, "the row query"));
}

TEST_CASE("check: days that read a large table whole are told; it needs an index, or a sweep")
{
    Agent agent;
    agent.sql("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)\n"
              "INSERT INTO t (id, modified, code) SELECT i, "
              "strftime('%Y%m%d%H%M%S', 1735700000 + i, 'unixepoch'), 'x' FROM n");
    const std::string by_created =
        "SELECT * FROM t WHERE created >= :day_from AND created < :day_to "
        "AND +id > CAST(:after_key AS INTEGER) ORDER BY id LIMIT :limit";
    agent.queries(with_days(by_created));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "every pass would read table t whole; create an index on the cursor and the "
                    "key, or say mode = \"sweep\""));
    CHECK(says(ran, "each day would read table t whole; create an index on the columns by which "
                    "the day query asks"));
    // Swept, the cursor needs no index; the day does.
    agent.settings(std::string(Agent::kSettings) + "mode = \"sweep\"\n");
    CHECK_FALSE(says(agent.check(), "every pass"));
    agent.sql("CREATE INDEX t_created ON t (created)");
    CHECK_FALSE(says(agent.check(), "fault:"));
}

TEST_CASE("check: a cursor of whole days cannot be followed; of whole seconds it can")
{
    Agent agent;
    agent.sql("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 60)\n"
              "INSERT INTO t (id, modified, code) SELECT i, '20260203070001', 'x' FROM n");
    const test::Ran seconds = agent.check();
    CAPTURE(seconds.out);
    CHECK(says(seconds, "note:  source onestop: up to 59 of 60 rows looked at share one cursor, "
                        "which counts whole seconds; the key orders them"));
    CHECK_FALSE(says(seconds, "fault:"));

    agent.sql("UPDATE t SET modified = '20260203000000'");
    const test::Ran days = agent.check();
    CAPTURE(days.out);
    CHECK(says(days, "fault: source onestop: its cursor counts whole days: a row written later"));
    // Old rows copied in may be so; one that is finer proves the cursor well.
    agent.sql("UPDATE t SET modified = '20260204070003' WHERE id = 60");
    CHECK_FALSE(says(agent.check(), "fault:"));
}

TEST_CASE("check and preview: a source read by days alone needs no cursor and no page")
{
    Agent agent;
    std::string text = test::with("cursor = \"modified\"\n", "");
    text = test::with(text, "start_cursor = \"19700101000000\"\n", "");
    const std::string days = with_days();
    agent.mapping(text.substr(0, text.find("[query")) + "[query.sqlite3]\n" +
                  days.substr(days.find("day = ")));
    agent.settings(std::string(Agent::kSettings) + "mode = \"sweep\"\n");
    // Of the day in Hanoi, whatever day this machine has.
    agent.sql("UPDATE t SET code = 'H56.14-' || substr(strftime('%Y%m%d', 'now', '+7 hours'), "
              "3) || '-0001'");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK_FALSE(says(ran, "fault:"));
    CHECK(says(
        test::run_command(agent::add_preview, "preview --settings " + agent.path("agent.toml")),
        "read 1 = 1 to be sent"));
}

} // namespace congto
