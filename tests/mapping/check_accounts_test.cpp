// The register of accounts, as check and preview tell of it.
#include "tests/mapping/checked_agent.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using test::Agent;
using test::says;

constexpr const char* kHeader = "account,kind,valid_from,valid_to,body\n";

// Two sources of one mapping that asks who created a row.
class Asking : public Agent {
public:
    Asking()
    {
        const std::string text =
            test::with(test::kSmallMapping, R"(column = "identity_wrong", is = ["1"])",
                       R"(column = "note", account_of = ["staff"], on = "received")");
        mapping(text.substr(0, text.find("[query")) + test::kQueries);
        const std::string all = std::string("accounts = \"a.csv\"\n") + kSettings;
        const std::string source = all.substr(all.find("[[source]]"));
        settings(all + test::with(source, "onestop", "other"));
        accounts("");
    }

    void accounts(const std::string& lines) { write("a.csv", kHeader + lines); }
};

std::size_t times(const test::Ran& ran, const std::string& what)
{
    std::size_t count = 0;
    for (std::size_t at = ran.out.find(what); at != std::string::npos;
         at = ran.out.find(what, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST_CASE("check: faults of the register come once for all sources, beside others")
{
    Asking agent;
    agent.accounts("x,boss,,,\n");
    agent.remove("unit.key");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(times(ran, "a.csv:2: its kind is none of") == 1);
    CHECK(says(ran, "unit.key"));
    CHECK(says(ran, "2 to mend"));
    CHECK_FALSE(says(ran, "there is no register"));
}

TEST_CASE("check: a register that holds nobody is told, and how many one holds")
{
    Asking agent;
    CHECK(says(agent.check(), "a.csv:1: holds no account"));
    agent.accounts("an,staff,,,\nbinh,staff,,2020-12-31,\n");
    const test::Ran ran = agent.check();
    CAPTURE(ran.out);
    CHECK(times(ran, "a.csv: holds 2 accounts, valid today 1") == 1);
    CHECK_FALSE(says(ran, "fault:"));
}

TEST_CASE("check: a register by itself goes with a mapping by itself")
{
    Asking agent;
    agent.accounts("an,staff,,,\n");
    const std::string by = " --accounts " + agent.path("a.csv");
    const test::Ran ran =
        test::run_command(agent::add_check, "check --mapping " + agent.path("mapping.toml") + by);
    CAPTURE(ran.out);
    CHECK(ran.status == 0);
    CHECK(says(ran, "accounts, valid today 1"));
    CHECK_THROWS_AS(test::run_command(agent::add_check, "check" + by), CLI::RequiresError);
}

TEST_CASE("preview: how many rows are of accounts of the register is told")
{
    Asking agent;
    agent.accounts("an,staff,,,\n");
    agent.sql("INSERT INTO t (modified, id, code, received, status, channel, note) VALUES\n"
              "('20260204070000', 2, 'H56.14-260203-0002', '20260203070000', '2', '2', 'AN '),\n"
              "('20260204070000', 3, 'H56.14-260203-0003', '20260203070000', '2', '2', 'binh')");
    const std::string line = "preview --source onestop --settings " + agent.path("agent.toml");
    const test::Ran ran = test::run_command(agent::add_preview, line);
    CAPTURE(ran.out);
    CHECK(says(ran, "read 3 = 3 to be sent + 0 left out + 0 quarantined; 1 by accounts of the "
                    "register"));
    CHECK(
        says(test::run_command(agent::add_preview, line + " --json"), "\"by_known_accounts\": 1,"));
}

TEST_CASE("check: SQLite has no accounts, but its file may be written by this user")
{
    const test::Agent agent;
    CHECK(says(agent.check(), "note:  source onestop: this user may write its file"));
}

TEST_CASE("grants: a mapping that does not say what it reads is told to")
{
    test::Agent agent;
    const std::string line = "grants --settings " + agent.path("agent.toml");
    CHECK(says(test::run_command(agent::add_grants, line), "SQLite has no accounts"));
    agent.settings(
        test::with(test::Agent::kSettings, "\"sqlite3\"", "\"postgresql\"\ndialect = \"sqlite3\""));
    const test::Ran ran = test::run_command(agent::add_grants, line);
    CHECK(ran.status == runtime::kExitBadSettings);
    const test::Ran bad = test::run_command(agent::add_grants, line + " --account a;b");
    CHECK(bad.status == runtime::kExitBadSettings);
}

} // namespace congto
