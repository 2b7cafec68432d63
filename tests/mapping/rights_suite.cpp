#include "tests/mapping/rights_suite.h"

#include "agent/mapping/mapping.h"
#include "agent/source/sql.h"
#include "config/runtime/failure.h"
#include "tests/mapping/commands.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <set>
#include <sstream>

namespace congto::test {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos;
         at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

std::string mapping_file(const std::string& mapping)
{
    return CONGTO_CONFIG "/mappings/" + mapping + ".toml";
}

// An agent whose one source is read by an account that the printed statements made.
class Reader {
public:
    Reader(const RightsStage& stage, const std::string& mapping, const std::string& user)
        : stage_(stage), login_{user, user + "-password"},
          mapping_(mapping::Mapping::from_file(mapping_file(mapping)))
    {
        settings_.name = "onestop";
        settings_.engine = settings_.dialect = stage.engine.engine;
        settings_.mapping = mapping_file(mapping);
        settings_.connection_file = dir_.write("connection", stage.connection(login_));
        dir_.write("unit.key", std::string(64, 'a') + "\n");
        for (const char* secret : {"connection", "unit.key"}) {
            std::filesystem::permissions(dir_ / secret, std::filesystem::perms::owner_read);
        }
        dir_.write("agent.toml", "unit = \"H56\"\nkey_file = \"unit.key\"\n[collector]\naddress = "
                                 "\"127.0.0.1:1\"\nplaintext = true\n[spool]\nfile = "
                                 "\"spool.db\"\n[[source]]\nname = \"onestop\"\nkind = "
                                 "\"sql\"\nconnection_file = \"connection\"\nengine = \"" +
                                     settings_.engine + "\"\nmapping = \"" +
                                     settings_.mapping.string() + "\"\n");
        administrate(printed());
        administrate(stage.give_password(login_));
    }

    std::string printed() const
    {
        return command(agent::add_grants, "grants --account " + login_.user).out;
    }
    std::string checked() const { return command(agent::add_check, "check").out; }
    std::string who() const { return stage_.account(login_.user); }
    const std::vector<source::TableRead>& reads() const { return queries().reads; }

    // Without its comments.
    void administrate(const std::string& script) const
    {
        std::istringstream lines(script);
        for (std::string line; std::getline(lines, line);) {
            if (!line.empty() && !line.starts_with("--")) {
                INFO(line);
                REQUIRE_NOTHROW(
                    run_sql(stage_.engine.stage_engine, stage_.engine.stage_connection, line));
            }
        }
    }

    // The statement that stands in a comment because it only helps.
    std::string optional() const
    {
        const std::string text = printed();
        return text.substr(text.rfind("-- GRANT") + 3);
    }

    // All that run, reconcile and explain ask of a source. Throws what the engine refuses.
    void ask_everything()
    {
        const auto source = source::open_sql(settings_, queries(), clock_);
        const std::size_t read = source->read({}, 100).rows.size();
        const auto counted = source->count({});
        const std::string now = source->now();
        const source::Page day = source->read_day("2026-02-03", "", 100);
        REQUIRE_FALSE(day.rows.empty());
        mapping_.bind(day.columns);
        const std::string key = mapping_.position_of(day.rows.front()).key;
        const std::size_t of_key = source->read_row(key).rows.size();
        CHECK(read >= 7);
        CHECK(counted == read);
        CHECK_FALSE(now.empty());
        CHECK(of_key == 1);
    }
    bool knows_the_horizon()
    {
        return source::open_sql(settings_, queries(), clock_)->oldest_transaction().has_value();
    }

private:
    const source::Queries& queries() const { return mapping_.queries_of(settings_); }
    Ran command(void (*add)(CLI::App&, agent::Chosen&), const std::string& line) const
    {
        return run_command(add, line + " --settings " + (dir_ / "agent.toml").string());
    }

    const RightsStage& stage_;
    Login login_;
    TempDir dir_;
    mapping::Mapping mapping_;
    source::SqlSettings settings_;
    runtime::SystemClock clock_;
};

bool refuses(Reader& reader)
{
    try {
        reader.ask_everything();
        return false;
    } catch (const runtime::Unavailable& refused) {
        INFO(refused.what());
        CHECK(std::string(refused.what()).find("denied") != std::string::npos);
        return true;
    }
}

} // namespace

void check_exact_rights(const RightsStage& stage, const std::string& mapping)
{
    stage_shipped(stage.engine);
    Reader reader(stage, mapping, "exact_" + mapping.substr(0, 4));
    CHECK(reader.printed().find("password'") == std::string::npos);
    reader.ask_everything();
    CHECK_FALSE(reader.knows_the_horizon());
    std::string said = reader.checked();
    INFO(said);
    CHECK(said.find("its account") == std::string::npos);
    CHECK(said.find("a query failed") == std::string::npos);
    CHECK(said.find("does not show its open transactions") != std::string::npos);

    for (const source::TableRead& table : reader.reads()) {
        for (const std::string& column : table.columns) {
            const std::string right = "SELECT (" + column + ") ON " + table.table;
            INFO(right);
            reader.administrate("REVOKE " + right + " FROM " + reader.who());
            CHECK(refuses(reader));
            if (column == table.columns.back()) {
                CHECK(reader.checked().find("its account may not SELECT " + table.table) !=
                      std::string::npos);
            }
            reader.administrate("GRANT " + right + " TO " + reader.who());
        }
    }
    reader.administrate(reader.optional());
    CHECK(reader.knows_the_horizon());
    said = reader.checked();
    CHECK(said.find("its account") == std::string::npos);
    CHECK(said.find("it shows its open transactions") != std::string::npos);
}

void check_too_much(const RightsStage& stage, const std::vector<TooMuch>& cases)
{
    stage_shipped(stage.engine);
    Reader reader(stage, "wide-table", "too_much_" + stage.engine.engine);
    for (const TooMuch& one : cases) {
        INFO(one.grant);
        CHECK(reader.checked().find("its account") == std::string::npos);
        reader.administrate(replaced(one.grant, "$who", reader.who()));
        const std::string said = reader.checked();
        INFO(said);
        CHECK(said.find(one.said) != std::string::npos);
        reader.administrate(replaced(one.revoke, "$who", reader.who()));
    }
}

} // namespace congto::test
