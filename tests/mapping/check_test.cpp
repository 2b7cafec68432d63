#include "tests/mapping/checked_agent.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using test::Agent;
using test::kQueries;
using test::says;

} // namespace

TEST_CASE("check: only the collector is away, nothing to mend here")
{
    const test::Ran ran = Agent().check();
    CAPTURE(ran.out);
    CHECK(ran.status == runtime::kExitUnavailable);
    CHECK(says(ran, "away:  collector 127.0.0.1:1 does not answer: Connection refused\n"));
    CHECK_FALSE(says(ran, "fault:"));
    CHECK(says(ran, "note:  source onestop: its clock is 0 s ahead of this machine's") !=
          says(ran, "note:  source onestop: its clock is 1 s behind this machine's"));
    CHECK(says(ran, "it does not show its open transactions: the rows of the last 3600 s"));
}

TEST_CASE("check: five mistakes of a mapping are named, with file, line and key")
{
    Agent agent;
    std::string text = test::with(R"(zone = "+07:00")", R"(zone = "Hanoi")");
    text = test::with(text, R"(online = ["2"])", R"(internet = ["2"])");
    text = test::with(text, R"(counter = ["1", "quay"])", R"(counter = ["1", "1"])");
    text = test::with(text, R"(bit = "malformed_identity")", R"(bit = "odd")");
    text = test::with(text, ":after_key", ":last_key");
    agent.mapping(text);
    for (const test::Ran& ran :
         {agent.check(),
          test::run_command(agent::add_check, "check --mapping " + agent.path("mapping.toml"))}) {
        CAPTURE(ran.out);
        CHECK(ran.status == runtime::kExitBadSettings);
        CHECK(says(ran, "mapping.toml:11: times.zone: "));
        CHECK(says(ran, "mapping.toml:25: channel.values.internet: "));
        CHECK(
            says(ran, "mapping.toml:25: channel.values.counter: the value \"1\" is listed twice"));
        CHECK(says(ran, "mapping.toml:33: evidence[1].bit: "));
        CHECK(says(ran, "mapping.toml:37: query.sqlite3.page: has a parameter :last_key"));
        CHECK(says(ran, "mapping.toml:37: query.sqlite3.page: has no :after_key"));
    }
}

TEST_CASE("check: faults of settings, mapping, key and connection come together")
{
    Agent agent;
    agent.settings(test::with(Agent::kSettings, "unit = \"H56\"", "unit = \"Hanoi\"\nunitt = 1"));
    agent.mapping(test::with("system = \"small\"", "sistem = \"small\""));
    agent.remove("unit.key");
    agent.remove("connection");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(ran.status == runtime::kExitBadSettings);
    CHECK(says(ran, "agent.toml:1: unit: "));
    CHECK(says(ran, "agent.toml:2: unitt: unknown key"));
    CHECK(says(ran, "mapping.toml:1: system: is missing"));
    CHECK(says(ran, "mapping.toml:1: sistem: unknown key"));
    CHECK(says(ran, "unit.key: "));
    CHECK(says(ran, "connection: connection file of source onestop is not there"));
    CHECK(says(ran, "6 to mend"));
}

TEST_CASE("check: a missing column and rows without cursor are told together")
{
    Agent agent;
    agent.sql("ALTER TABLE t RENAME COLUMN channel TO kenh;\n"
              "INSERT INTO t (id) VALUES (2), (3)");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "mapping.toml:23: channel.column: the page query gives no column channel"));
    CHECK(says(ran, "source onestop: 2 rows have no cursor"));
    CHECK(says(ran, "2 to mend"));
}

TEST_CASE("check: a dialect the mapping has no queries for is told with its place")
{
    Agent agent;
    agent.settings(std::string(Agent::kSettings) + "dialect = \"oracle\"\n");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "mapping.toml:36: query: there is no [query.oracle], which source onestop "
                    "needs; there are: sqlite3"));
}

TEST_CASE("check: a missing table is told once, though every look fails by it")
{
    Agent agent;
    agent.sql("DROP TABLE t");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(ran.status == runtime::kExitBadSettings);
    CHECK(says(ran, "no such table: t"));
    CHECK(says(ran, "1 to mend"));
}

TEST_CASE("check: a large table without an index on the cursor is told, with one it is well")
{
    Agent agent;
    agent.sql("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)\n"
              "INSERT INTO t (id, modified, code) SELECT i, "
              "strftime('%Y%m%d%H%M%S', 1735700000 + i, 'unixepoch'), 'x' FROM n");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "source onestop: every pass would read table t whole; create an index"));
    agent.sql("CREATE INDEX t_modified ON t (modified, id)");
    CHECK(agent.check().status == runtime::kExitUnavailable);
}

TEST_CASE("check: a source whose clock is hours away is told")
{
    Agent agent;
    agent.mapping(std::string(test::kSmallMapping.substr(0, test::kSmallMapping.find("[query"))) +
                  test::with(kQueries, "'+7 hours'", "'-1 hours'"));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "source onestop: its clock is 2"));
    CHECK(says(ran, " s behind this machine's"));
}

TEST_CASE("check: a cursor of another form than the mapping says is told")
{
    Agent agent;
    agent.sql("UPDATE t SET modified = '2026-02-03 07:00:00'");
    CHECK(says(agent.check(), "the cursor of the page query is not of the mapping's form"));
}

TEST_CASE("check: a page query of another order than (cursor, key) is told")
{
    Agent agent;
    agent.sql("INSERT INTO t (id, modified) VALUES (2, '20260201000000'), (9, '20260202000000'),\n"
              "(10, '20260202000000'), (11, '20260202000000')");
    CHECK(agent.check().status == runtime::kExitUnavailable);
    const auto asked = [&agent](const std::string& part, const std::string& by) {
        agent.mapping(
            std::string(test::kSmallMapping.substr(0, test::kSmallMapping.find("[query"))) +
            test::with(kQueries, part, by));
        return agent.check();
    };
    const test::Ran by_key = asked("ORDER BY modified, id", "ORDER BY id");
    CAPTURE(by_key.out);
    CHECK(says(by_key, "source onestop: the page query is not in the order (cursor, key): a row of "
                       "20260201000000 comes after a later one"));
    // 9 and 10 of one moment: as text 10 is before 9.
    for (const test::Ran& ran :
         {asked("(modified, id) > (:after_cursor, CAST(:after_key AS INTEGER))",
                "(modified, CAST(id AS TEXT)) > (:after_cursor, :after_key)"),
          asked("(modified, id) > (:after_cursor, CAST(:after_key AS INTEGER))",
                "modified > :after_cursor AND :after_key <> ''"),
          asked("(modified, id) > (:after_cursor", "(modified, id) >= (:after_cursor")}) {
        CAPTURE(ran.out);
        CHECK(ran.status == runtime::kExitBadSettings);
        CHECK(says(ran, "source onestop: a page that begins after a row in the middle of another "
                        "page is not the rest of it"));
    }
}

TEST_CASE("check: what is wrong only between two pages is told")
{
    Agent agent;
    agent.sql("WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 500)\n"
              "INSERT INTO t (id, modified, code) SELECT i, "
              "strftime('%Y%m%d%H%M%S', 1735700000 + i, 'unixepoch'), 'x' FROM n");
    CHECK(agent.check().status == runtime::kExitUnavailable);
    agent.mapping(std::string(test::kSmallMapping.substr(0, test::kSmallMapping.find("[query"))) +
                  test::with(kQueries,
                             "(modified, id) > (:after_cursor, CAST(:after_key AS INTEGER))",
                             "modified <> :after_cursor AND id <> CAST(:after_key AS INTEGER)"));
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(says(ran, "source onestop: the page query is not in the order (cursor, key)"));
}

TEST_CASE("check: a connection string of another form is told, and none of it")
{
    Agent agent;
    agent.write("connection", agent.connection() + " Secret99\n");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(ran.status == runtime::kExitBadSettings);
    CHECK(says(ran, "fault: connection file " + agent.path("connection") +
                        ": it must be words key=value; a value with a blank must be quoted"));
    CHECK_FALSE(says(ran, "Secret99"));
}

TEST_CASE("check: a password others may read, and a source of another name, are told")
{
    Agent agent;
    std::filesystem::permissions(agent.path("connection"), std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    CHECK(says(agent.check(), "connection: others may read this file"));
    CHECK(says(agent.check(" --source other"), "--source: there is no source \"other\""));
}

TEST_CASE("check: settings that are not there are one fault")
{
    const test::Ran ran =
        test::run_command(agent::add_check, "check --settings /nowhere/agent.toml");
    CHECK(ran.status == runtime::kExitBadSettings);
    CHECK(says(ran, "/nowhere/agent.toml: cannot be read"));
}

TEST_CASE("preview: rows are shown as they would be sent, and why others are not")
{
    Agent agent;
    agent.sql("INSERT INTO t (modified, id, code, received, status, channel, note) VALUES\n"
              "('20260204070000', 2, 'H56.14-260203-0002', '20260203070000', '2', '5', NULL),\n"
              "('20260204070000', 3, 'H56.14-260203-0003', '20260203070000', '2', '5', 'test'),\n"
              "('20260204070000', 4, 'H56.14-260203-0004', NULL, '2', '2', NULL),\n"
              "('20260204070000', 5, 'Nguyen Van A 0912345678', NULL, '2', '2', NULL)");
    const std::string line = "preview --settings " + agent.path("agent.toml");
    const test::Ran ran = test::run_command(agent::add_preview, line);
    CAPTURE(ran.out);
    CHECK(ran.status == 0);
    CHECK(says(ran, "read 5 = 2 to be sent + 1 left out + 2 quarantined"));
    CHECK(says(ran, "2026-02-03 "));
    CHECK(says(ran, "test row"));
    CHECK(says(ran, "received: missing"));
    CHECK(says(ran, "opened_on: missing"));
    CHECK_FALSE(says(ran, "H56.14-260203")); // a code leaves the unit as a pseudonym only
    CHECK_FALSE(says(ran, "Nguyen"));
    CHECK_FALSE(says(ran, "0912345678"));

    const test::Ran json = test::run_command(agent::add_preview, line + " --rows 1 --json");
    CHECK(says(json,
               R"("source": "onestop", "read": 5, "mapped": 2, "left_out": 1, "quarantined": 2, )"
               R"("by_known_accounts": null,)"));
    CHECK(says(json, R"({"kind": "unknown", "what": "channel", "raw": "5", "rows": 1})"));
    CHECK(says(json, R"("channel": "online")"));
}

TEST_CASE("preview: before the unit has a key it says so and shows all the same")
{
    Agent agent;
    agent.remove("unit.key");
    const test::Ran ran =
        test::run_command(agent::add_preview, "preview --settings " + agent.path("agent.toml") +
                                                  " --after 20260203060000 --read 1");
    CHECK(ran.status == 0);
    CHECK(says(ran, "these pseudonyms are not those that will be sent"));
    CHECK(says(ran, "read 1 = 1 to be sent"));
}

TEST_CASE("preview: a source that is away is status 69")
{
    Agent agent;
    agent.remove("onestop.db");
    const test::Ran ran =
        test::run_command(agent::add_preview, "preview --settings " + agent.path("agent.toml"));
    CHECK(ran.status == runtime::kExitUnavailable);
}

} // namespace congto
