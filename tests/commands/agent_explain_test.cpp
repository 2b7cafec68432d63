// `explain`, where a source is away or a row is not as it was.
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"
#include "tests/commands/agent_program.h"
#include "tests/mapping/small_mapping.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <iostream>
#include <sstream>

using namespace congto;
using test::run_agent;

namespace {

constexpr const char* kQueries = R"toml([query.sqlite3]
page = "SELECT * FROM t WHERE (modified, id) > (:after_cursor, CAST(:after_key AS INTEGER)) ORDER BY modified, id LIMIT :limit"
now = "SELECT strftime('%Y%m%d%H%M%S', 'now', '+7 hours')"
day = "SELECT * FROM t WHERE id > CAST(:after_key AS INTEGER) AND :day_from < :day_to ORDER BY id LIMIT :limit"
row = "SELECT * FROM t WHERE id = CAST(:key AS INTEGER)"
)toml";

struct Explained {
    int status = 0;
    std::string text; // standard output, then standard error
};

// A merged unit without a line: two sources, "new" and "old", each with a table of its own.
class Merged {
public:
    Merged()
    {
        const std::string small(test::kSmallMapping);
        folder_.write("small.toml", small.substr(0, small.find("[query")) + kQueries);
        std::string settings = "unit = \"H56\"\nkey_file = \"unit.key\"\nlog_level = \"error\"\n"
                               "[collector]\nby_file = true\n[spool]\nfile = \"spool.db\"\n";
        for (const std::string name : {"new", "old"}) {
            folder_.write(name, "dbname=" + (folder_ / (name + ".db")).string() + "\n");
            settings += "[[source]]\nname = \"" + name + "\"\nkind = \"sql\"\n" +
                        "engine = \"sqlite3\"\nmapping = \"small.toml\"\nconnection_file = \"" +
                        name + "\"\n";
            sql(name, "CREATE TABLE t (modified TEXT, id INTEGER PRIMARY KEY, code TEXT, created "
                      "TEXT, submitted TEXT, received TEXT, due TEXT, resolved TEXT, withdrawn "
                      "TEXT, status TEXT, channel TEXT, digitised TEXT, note TEXT, "
                      "identity_wrong TEXT)");
        }
        folder_.write("agent.toml", settings);
        run_agent({"key", "create", "--file", (folder_ / "unit.key").string()});
    }

    void sql(const std::string& source, const std::string& script) const
    {
        test::run_sql("sqlite3", "dbname=" + (folder_ / (source + ".db")).string(), script);
    }
    void add(const std::string& source, int id, const std::string& code) const
    {
        sql(source, "INSERT INTO t (modified, id, code, created, received, status, channel) VALUES "
                    "('20260203070000', " +
                        std::to_string(id) + ", '" + code +
                        "', '20260203070000', '20260203070000', '2', '2')");
    }
    void remove(const char* file) const { std::filesystem::remove(folder_ / file); }
    void run_once() const
    {
        REQUIRE(run_agent({"run", "--once", "--settings", settings()}).status == 0);
    }
    std::string pseudonym(const std::string& code) const
    {
        return model::UnitKey::from_file(folder_ / "unit.key")
            .pseudonym(code, *model::parse_day("2026-02-03"))
            .hex();
    }
    Explained explain(const std::vector<std::string>& dossiers) const
    {
        std::vector<std::string> arguments{"explain", "--settings", settings()};
        arguments.insert(arguments.end(), dossiers.begin(), dossiers.end());
        std::ostringstream errors;
        std::streambuf* before = std::cerr.rdbuf(errors.rdbuf());
        Explained explained;
        explained.status = runtime::exit_status_of("congto-agent", [&] {
            const test::Said said = run_agent(arguments);
            explained.text = said.text;
            return said.status;
        });
        std::cerr.rdbuf(before);
        explained.text += errors.str();
        return explained;
    }

private:
    std::string settings() const { return (folder_ / "agent.toml").string(); }

    test::TempDir folder_;
};

bool says(const Explained& explained, const std::string& what)
{
    return explained.text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("a source that is away keeps no other dossier from being explained")
{
    const Merged unit;
    unit.add("new", 1, "H56.14-260203-0001");
    unit.add("new", 2, "H56.14-260203-0002");
    unit.add("old", 7, "H56.14-260203-0002");
    unit.add("old", 8, "H56.14-260203-0003");
    unit.run_once();
    const std::vector<std::string> all{unit.pseudonym("H56.14-260203-0001"),
                                       unit.pseudonym("H56.14-260203-0002"),
                                       unit.pseudonym("H56.14-260203-0003")};
    const Explained before = unit.explain(all);
    CAPTURE(before.text);
    CHECK(before.status == 0);
    CHECK(says(before, "3 dossiers, 3 translated"));

    unit.remove("new.db");
    const Explained away = unit.explain(all);
    CAPTURE(away.text);
    CHECK(away.status == runtime::kExitUnavailable);
    CHECK(says(away, "3 dossiers, 2 translated"));
    CHECK(says(away, "1 not: source new: "));
    CHECK(says(away, all[1] + ",H56.14-260203-0002,,old,7,"));
    CHECK(says(away, all[2] + ",H56.14-260203-0003,,old,8,"));
}

TEST_CASE("a row opened on another day since is told from one of another code")
{
    const Merged unit;
    unit.add("new", 1, "GUID-1");
    unit.add("new", 2, "GUID-2");
    unit.run_once();
    unit.sql("new", "UPDATE t SET created = '20260204070000' WHERE id = 1");
    unit.sql("new", "UPDATE t SET code = 'GUID-3' WHERE id = 2");
    const Explained explained = unit.explain({unit.pseudonym("GUID-1"), unit.pseudonym("GUID-2")});
    CAPTURE(explained.text);
    CHECK(explained.status == 0);
    CHECK(says(explained, "1 not: source new: its row has another day opened since it was read"));
    CHECK(says(explained, "1 not: source new: its row has another dossier code since it was read"));
}
