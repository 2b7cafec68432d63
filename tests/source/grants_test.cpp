#include "agent/source/grants.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using source::grants;

const std::vector<source::TableRead> kReads{{"onestop.dossier", {"id", "\"createdAt\""}},
                                            {"payment", {}}};

bool has(const std::string& text, const std::string& line)
{
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

TEST_CASE("statements for PostgreSQL: columns, a whole table, the schema they stand in")
{
    const std::string text = grants("postgresql", "congto", kReads);
    CHECK(has(text, "CREATE ROLE \"congto\" LOGIN;"));
    CHECK(has(text, "GRANT USAGE ON SCHEMA onestop TO \"congto\";"));
    CHECK(has(text, "GRANT SELECT (id, \"createdAt\") ON onestop.dossier TO \"congto\";"));
    CHECK(has(text, "GRANT SELECT ON payment TO \"congto\";"));
    CHECK(has(text, "-- GRANT pg_read_all_stats TO \"congto\";"));
}

TEST_CASE("statements for MySQL make an account that is locked, of the host that was named")
{
    const std::string anywhere = grants("mysql", "congto", kReads);
    CHECK(has(anywhere, "CREATE USER 'congto'@'%' ACCOUNT LOCK;"));
    CHECK(has(anywhere, "-- It may come from anywhere; --account congto@HOST makes one of the "
                        "agent's machine alone."));
    const std::string text = grants("mysql", "congto@10.1.2.3", kReads);
    CHECK(has(text, "CREATE USER 'congto'@'10.1.2.3' ACCOUNT LOCK;"));
    CHECK_FALSE(has(text, "anywhere"));
    CHECK(has(text, "GRANT SELECT ON payment TO 'congto'@'10.1.2.3';"));
    CHECK(has(text, "-- GRANT PROCESS ON *.* TO 'congto'@'10.1.2.3';"));
}

TEST_CASE("statements nobody could run here say so")
{
    for (const char* dialect : {"sqlserver", "oracle"}) {
        CHECK(grants(dialect, "congto", kReads).find("never run by our tests") !=
              std::string::npos);
    }
    CHECK(has(grants("sqlserver", "congto", kReads), "-- GRANT VIEW SERVER STATE TO [congto];"));
    // It has no such right to columns.
    CHECK(has(grants("oracle", "congto", kReads), "GRANT SELECT ON onestop.dossier TO congto;"));
    CHECK(has(grants("odbc", "congto", kReads), "GRANT SELECT ON payment TO congto;"));
    CHECK(grants("sqlite3", "congto", kReads).find("GRANT") == std::string::npos);
}

TEST_CASE("an account is a name, and perhaps a host: nothing else gets into a statement")
{
    for (const char* well : {"congto", "congto-agent_2", "congto@10.1.2.3", "congto@%"}) {
        CHECK(source::is_account(well));
    }
    for (const char* wrong : {"", "@host", "congto@", "a@b@c", "a'b", "a;b", "a b", "a\"", "a]"}) {
        INFO(wrong);
        CHECK_FALSE(source::is_account(wrong));
    }
}

} // namespace congto::test
