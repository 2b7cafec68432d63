#include "tests/source/reading_suite.h"

#include "config/runtime/failure.h"
#include "tests/support/sql.h"

#include <catch2/catch.hpp>

#include <set>

namespace congto::test {
namespace {

using source::Page;
using source::Position;

// SQL with another parameter; empty SQL of a stage that is never asked stays empty.
std::string instead(std::string sql, const std::string& parameter, const std::string& other)
{
    const std::size_t at = sql.find(parameter);
    return at == std::string::npos ? sql : sql.replace(at, parameter.size(), other);
}

source::Queries queries_of(const Stage& stage)
{
    const std::string after = "(m > " + stage.cursor_of + " OR (m = " + stage.cursor_of +
                              " AND k > " + stage.key_of + "))";
    source::Queries queries;
    queries.page = "SELECT " + stage.text_cursor + " AS m_text, k, name FROM t WHERE " + after +
                   " ORDER BY m, k " + stage.limited;
    queries.count = "SELECT COUNT(*) FROM t WHERE " + after;
    queries.now = "SELECT 'now: :limit'";
    const std::string columns = "SELECT " + stage.text_cursor + " AS m_text, k, name FROM t WHERE ";
    queries.day = columns + "m >= " + instead(stage.cursor_of, ":after_cursor", ":day_from") +
                  " AND m < " + instead(stage.cursor_of, ":after_cursor", ":day_to") + " AND k > " +
                  stage.key_of + " ORDER BY k " + stage.limited;
    queries.row = columns + "k = " + instead(stage.key_of, ":after_key", ":key");
    queries.start = {"1970-01-01 00:00:00", "0"};
    return queries;
}

// Reads to the end by pages of `limit`; the keys in the order read.
std::vector<std::string> keys_by_pages(source::Source& source, std::size_t limit)
{
    std::vector<std::string> keys;
    Position position;
    for (;;) {
        const Page page = source.read(position, limit);
        for (const auto& row : page.rows) {
            keys.push_back(row.at(1).value());
            position = {row.at(0).value(), row.at(1).value()};
        }
        if (page.rows.size() < limit) {
            return keys;
        }
    }
}

std::string failure_of(const std::function<void()>& act)
{
    try {
        act();
    } catch (const runtime::Unavailable& failure) {
        return failure.what();
    }
    return "";
}

void check_ties(const Stage& stage)
{
    fill(stage, 500, 60);
    StagedSource source(stage);
    for (const std::size_t limit : {7, 60, 500, 1000}) {
        CAPTURE(limit);
        const auto keys = keys_by_pages(*source, limit);
        CHECK(keys.size() == 500);
        CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == 500);
    }
    CHECK(source->count({}) == 500);
    CHECK(source->now() == "now: :limit");
}

void check_text(const Stage& stage)
{
    const std::string name = "Ủy ban nhân dân xã Ngọc Chiến – thủ tục ‘đăng ký’ 𠀀";
    std::string longest;
    for (int i = 0; i < 190; ++i) {
        longest += "ệ"; // three bytes each: a limit of characters must not be one of bytes
    }
    fill(stage, 0, 1);
    run_sql(stage.stage_engine, stage.stage_connection,
            "INSERT INTO t VALUES ('2026-02-03 07:00:00.123456', 1, '" + name + "');\n" +
                "INSERT INTO t VALUES ('2026-02-03 07:00:00.123457', 2, NULL);\n" +
                "INSERT INTO t VALUES (NULL, 3, 'no cursor');\n" +
                "INSERT INTO t VALUES ('2026-02-03 07:00:01', 4, '');\n" +
                "INSERT INTO t VALUES ('2026-02-03 07:00:02', 5, '" + longest + "')");
    StagedSource source(stage);
    const Page page = source->read({}, 100);
    REQUIRE(page.columns.size() == 3);
    CHECK(page.columns[2] == "name");
    REQUIRE(page.rows.size() == 4); // a row without cursor is in no page
    CHECK(page.rows[0][2] == name);
    CHECK(page.rows[0][0] == "2026-02-03 07:00:00.123456");
    CHECK(page.rows[1][2] == std::nullopt);
    CHECK(page.rows[2][2] == "");
    CHECK(page.rows[3][2] == longest);
    // One microsecond apart: the fraction survives the way out and in again.
    CHECK(source->read({"2026-02-03 07:00:00.123456", "1"}, 1).rows.at(0).at(1) == "2");
}

void check_days(const Stage& stage)
{
    fill(stage, 0, 1);
    run_sql(stage.stage_engine, stage.stage_connection,
            "INSERT INTO t VALUES ('2026-02-28 00:00:00', 10, 'first');\n"
            "INSERT INTO t VALUES ('2026-02-28 23:59:59.999999', 9, 'last');\n"
            "INSERT INTO t VALUES ('2026-02-28 12:00:00', 11, NULL);\n"
            "INSERT INTO t VALUES ('2026-02-27 23:59:59.999999', 1, 'before');\n"
            "INSERT INTO t VALUES ('2026-03-01 00:00:00', 2, 'after')");
    StagedSource source(stage);
    REQUIRE(source->reads_days());
    const Page first = source->read_day("2026-02-28", "", 2);
    REQUIRE(first.rows.size() == 2);
    CHECK(first.columns.at(2) == "name");
    CHECK(first.rows[0][1] == "9");
    CHECK(first.rows[1][1] == "10");
    const Page rest = source->read_day("2026-02-28", "10", 2);
    REQUIRE(rest.rows.size() == 1);
    CHECK(rest.rows[0][1] == "11");
    CHECK(rest.rows[0][2] == std::nullopt);
    CHECK(source->read_day("2026-03-02", "", 2).rows.empty());

    const Page row = source->read_row("9");
    REQUIRE(row.rows.size() == 1);
    CHECK(row.columns == first.columns);
    CHECK(row.rows[0] == first.rows[0]);
    CHECK(source->read_row("12").rows.empty());
    CHECK(source->read_row("11").rows.size() == 1);
}

void check_failures(const Stage& stage)
{
    fill(stage, 10, 1);
    StagedSource no_column(stage, [](auto&, auto& queries) {
        queries.page.replace(queries.page.find("name"), 4, "nome");
    });
    const std::string missing = failure_of([&] { no_column->read({}, 5); });
    CHECK(missing.find("source onestop: a query failed: ") == 0);
    CHECK(missing.find("nome") != std::string::npos);
    CHECK(missing.find('\n') == std::string::npos);

    StagedSource writes(stage, [](auto&, auto& queries) {
        queries.page = "DELETE FROM t WHERE m > :after_cursor AND k > :after_key OR 0 = :limit";
    });
    CHECK_FALSE(failure_of([&] { writes->read({}, 5); }).empty());
    CHECK(count_sql(stage.stage_engine, stage.stage_connection, "SELECT COUNT(*) FROM t") == 10);
}

void check_return(const Stage& stage)
{
    fill(stage, 10, 1);
    StagedSource source(stage);
    CHECK(source->read({}, 5).rows.size() == 5);
    run_sql(stage.stage_engine, stage.stage_connection, "ALTER TABLE t RENAME TO t_away");
    CHECK_FALSE(failure_of([&] { source->read({}, 5); }).empty());
    CHECK_FALSE(failure_of([&] { source->read({}, 5); }).empty());
    run_sql(stage.stage_engine, stage.stage_connection, "ALTER TABLE t_away RENAME TO t");
    CHECK(source->read({}, 5).rows.size() == 5);
}

} // namespace

StagedSource::StagedSource(
    const Stage& stage, const std::function<void(source::SqlSettings&, source::Queries&)>& change)
{
    source::SqlSettings settings;
    settings.name = "onestop";
    settings.engine = stage.engine;
    settings.dialect = stage.engine;
    settings.connection_file = dir_.write("onestop.connection", stage.connection + "\n");
    source::Queries queries = queries_of(stage);
    if (change) {
        change(settings, queries);
    }
    source_ = source::open_sql(settings, queries, clock_);
}

void fill(const Stage& stage, int rows, int ties)
{
    std::string script = "DROP TABLE IF EXISTS t;\nCREATE TABLE t (m " + stage.time_type +
                         ", k BIGINT PRIMARY KEY, name VARCHAR(200));\n";
    for (int k = 1; k <= rows; ++k) {
        const std::string number = std::to_string(1'000'000 + k / ties).substr(1);
        script += (k % 100 == 1 ? "INSERT INTO t VALUES " : ", ") +
                  std::string("('2026-02-03 07:00:00.") + number + "', " + std::to_string(k) +
                  ", 'row')" + (k % 100 == 0 || k == rows ? ";\n" : "");
    }
    run_sql(stage.stage_engine, stage.stage_connection, script);
}

void check_reading(const Stage& stage)
{
    SECTION("ties on one moment are neither lost nor repeated across pages")
    {
        check_ties(stage);
    }
    SECTION("Vietnamese text, nulls and fractions come whole")
    {
        check_text(stage);
    }
    SECTION("the rows of a civil day come in the order of their keys, and a row by its key")
    {
        check_days(stage);
    }
    SECTION("a failing query is one clear line, and nothing can be written")
    {
        check_failures(stage);
    }
    SECTION("after a failure the next call connects again")
    {
        check_return(stage);
    }
}

} // namespace congto::test
