// Which queries a source is read by.
#include "agent/mapping/mapping.h"
#include "config/runtime/failure.h"
#include "tests/mapping/small_mapping.h"

#include <catch2/catch.hpp>

namespace congto {

using mapping::Mapping;
using test::with;

TEST_CASE("queries are given with the position they start from")
{
    const Mapping mapping = Mapping::from_text(test::kSmallMapping, "small.toml");
    REQUIRE(mapping.queries_for("sqlite3") != nullptr);
    CHECK(mapping.queries_for("sqlite3")->start == source::Position{"19700101000000", "0"});
    CHECK(mapping.queries_for("sqlite3")->count.empty());
    CHECK(mapping.queries_for("mysql") == nullptr);
    source::SqlSettings onestop;
    onestop.name = "onestop";
    onestop.dialect = "sqlite3";
    CHECK(&mapping.queries_of(onestop) == mapping.queries_for("sqlite3"));
    onestop.mode = source::Mode::sweep;
    CHECK_THROWS_WITH(mapping.queries_of(onestop),
                      "small.toml:36: query: [query.sqlite3] has no day and row queries, which "
                      "source onestop of mode sweep needs");
    onestop.dialect = "mysql";
    CHECK_THROWS_WITH(mapping.queries_of(onestop),
                      "small.toml:36: query: there is no [query.mysql], which source onestop "
                      "needs; there are: sqlite3");
    CHECK(mapping.system() == "small");
}

TEST_CASE("a dialect may be like another, word for word")
{
    const auto text = std::string(test::kSmallMapping) + "[query.odbc]\nlike = \"sqlite3\"\n";
    const Mapping mapping = Mapping::from_text(text, "small.toml");
    REQUIRE(mapping.queries_for("odbc") != nullptr);
    CHECK(mapping.queries_for("odbc")->page == mapping.queries_for("sqlite3")->page);
}

TEST_CASE("a mapping without a page query, for a source read by days, needs no cursor")
{
    std::string text = with("cursor = \"modified\"\n", "");
    text = with(text, "start_cursor = \"19700101000000\"\n", "");
    text = with(text,
                "page = \"SELECT * FROM t WHERE (m, id) > (:after_cursor, :after_key) ORDER "
                "BY m, id LIMIT :limit\"\nnow = \"SELECT 1\"",
                "day = \"SELECT * FROM t WHERE c >= :day_from AND c < :day_to AND id > :after_key "
                "ORDER BY id LIMIT :limit\"\nrow = \"SELECT * FROM t WHERE id = :key\"");
    const Mapping mapping = Mapping::from_text(text, "small.toml");
    source::SqlSettings onestop;
    onestop.name = "onestop";
    onestop.dialect = "sqlite3";
    CHECK_THROWS_WITH(mapping.queries_of(onestop), Catch::Contains("has no page query"));
    onestop.mode = source::Mode::sweep;
    CHECK(mapping.queries_of(onestop).start == source::Position{"", "0"});
}

} // namespace congto
