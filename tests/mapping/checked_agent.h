// An agent with a source of one small table, to be checked.
#pragma once

#include "tests/mapping/commands.h"
#include "tests/mapping/small_mapping.h"
#include "tests/support/sql.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <string>

namespace congto::test {

inline constexpr const char* kTable =
    R"(CREATE TABLE t (modified TEXT, id INTEGER PRIMARY KEY, code TEXT, created TEXT,
 submitted TEXT, received TEXT, due TEXT, resolved TEXT, withdrawn TEXT, status TEXT, channel TEXT,
 digitised TEXT, note TEXT, identity_wrong TEXT);
INSERT INTO t VALUES ('20260203070000', 1, 'H56.14-260203-0001', NULL, NULL, '20260203070000', NULL, NULL,
 NULL, '2', '2', 'yes', NULL, NULL);
)";

inline constexpr const char* kQueries = R"toml([query.sqlite3]
page = "SELECT * FROM t WHERE (modified, id) > (:after_cursor, CAST(:after_key AS INTEGER)) ORDER BY modified, id LIMIT :limit"
now = "SELECT strftime('%Y%m%d%H%M%S', 'now', '+7 hours')"
cursor_nulls = "SELECT COUNT(*) FROM t WHERE modified IS NULL"
)toml";

// An agent set up with one SQLite source; only the collector is not there.
class Agent {
public:
    Agent()
    {
        mapping(std::string(kSmallMapping.substr(0, kSmallMapping.find("[query"))) + kQueries);
        settings(kSettings);
        dir_.write("connection", connection());
        dir_.write("unit.key", std::string(64, 'a') + "\n");
        for (const char* secret : {"connection", "unit.key"}) {
            std::filesystem::permissions(dir_ / secret, std::filesystem::perms::owner_read |
                                                            std::filesystem::perms::owner_write);
        }
        run_sql("sqlite3", connection(), kTable);
    }

    std::string connection() const { return "dbname=" + (dir_ / "onestop.db").string(); }
    // The small mapping with these queries.
    void queries(const std::string& text)
    {
        mapping(std::string(kSmallMapping.substr(0, kSmallMapping.find("[query"))) + text);
    }
    void mapping(const std::string& text) { dir_.write("mapping.toml", text); }
    void settings(const std::string& text) { dir_.write("agent.toml", text); }
    void sql(const std::string& script) { run_sql("sqlite3", connection(), script); }
    std::string path(const char* name) const { return (dir_ / name).string(); }
    void write(const char* name, const std::string& text) { dir_.write(name, text); }
    void remove(const char* name) { std::filesystem::remove(dir_ / name); }

    Ran check(const std::string& more = "") const
    {
        return run_command(agent::add_check, "check --settings " + path("agent.toml") + more);
    }

    static constexpr const char* kSettings = R"(unit = "H56"
key_file = "unit.key"
[collector]
address = "127.0.0.1:1"
plaintext = true
[spool]
file = "spool.db"
[[source]]
name = "onestop"
kind = "sql"
engine = "sqlite3"
connection_file = "connection"
mapping = "mapping.toml"
)";

private:
    TempDir dir_;
};

inline bool says(const Ran& ran, const std::string& what)
{
    return ran.out.find(what) != std::string::npos;
}

} // namespace congto::test
