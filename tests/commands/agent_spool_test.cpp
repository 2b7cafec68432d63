// `spool verify` and `spool set-aside`.
#include "agent/spool/spool.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"
#include "tests/commands/agent_program.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace congto;
using test::run_agent;

namespace {

// An agent that does not run; its spool holds one day that was claimed.
struct Stopped {
    Stopped()
    {
        const std::filesystem::path mapping =
            std::filesystem::path(CONGTO_CONFIG) / "mappings" / "wide-table.toml";
        folder.write("connection", "dbname=onestop.db\n");
        folder.write("agent.toml",
                     "unit = \"H56\"\nkey_file = \"unit.key\"\n"
                     "[collector]\naddress = \"127.0.0.1:9\"\nplaintext = true\n"
                     "[spool]\nfile = \"spool.db\"\n"
                     "[[source]]\nname = \"onestop\"\nkind = \"sql\"\nengine = \"sqlite3\"\n"
                     "connection_file = \"connection\"\nmapping = \"" +
                         mapping.string() + "\"\n");
        run_agent({"key", "create", "--file", (folder / "unit.key").string()});
    }

    spool::Spool opened() const
    {
        return {{folder / "spool.db", 0, 0, 1000},
                {"H56", model::UnitKey::from_file(folder / "unit.key").id()}};
    }
    void fill() const
    {
        spool::Spool spool = opened();
        const auto stand = spool.open_source("onestop", {1});
        spool.begin_day(1, {20'000});
        spool.end_day({1, stand.stand, {20'000}, 0, 0, {}});
    }
    test::Said run(const std::string& what) const
    {
        test::Said said;
        said.status = runtime::exit_status_of("congto-agent", [&] {
            said.text =
                (last = run_agent({"spool", what, "--settings", (folder / "agent.toml").string()}))
                    .text;
            return last.status;
        });
        return said;
    }

    test::TempDir folder;
    mutable test::Said last;
};

} // namespace

TEST_CASE("spool verify says that nothing is wrong, or every fault")
{
    const Stopped agent;
    CHECK(agent.run("verify").status == 78); // there is none
    agent.fill();
    CHECK(agent.run("verify").status == 0);
    CHECK(agent.last.text.find("1 entries without a receipt") != std::string::npos);
    {
        const spool::Spool running = agent.opened();
        CHECK(agent.run("verify").status == 69);
    }
    SQLite::Database((agent.folder / "spool.db").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE day SET dossiers = 7; UPDATE source SET claims = 9");
    CHECK(agent.run("verify").status == 65);
    CHECK(agent.last.fault("day 2024-10-04: 7 dossiers"));
    CHECK(agent.last.fault("claims"));
}

TEST_CASE("spool set-aside takes a refused batch out of the way, and no other")
{
    const Stopped agent;
    agent.fill();
    CHECK(agent.run("set-aside").status == 78);
    agent.opened().note_refusal("collector refuses: malformed: the test says so");
    CHECK(agent.run("set-aside").status == 0);
    CHECK(agent.last.text.find("entries 1 to 1 are set aside in ") == 0);
    CHECK(agent.opened().accounts().pending == 0);
    CHECK(agent.run("verify").status == 0);
}

TEST_CASE("reconcile asks whoever works with the spool, also by a link")
{
    const Stopped agent;
    agent.fill();
    std::filesystem::rename(agent.folder / "spool.db", agent.folder / "real.db");
    std::filesystem::create_symlink(agent.folder / "real.db", agent.folder / "spool.db");
    const spool::Spool running = agent.opened();
    CHECK_THROWS_WITH(run_agent({"reconcile", "--month", "2024-10", "--patience", "1s",
                                 "--settings", (agent.folder / "agent.toml").string()}),
                      Catch::Contains("does not take what is asked of it"));
}
