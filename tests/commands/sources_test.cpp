// Which source of a unit counts first: the listing.
#include "collector/commands/sources_listing.h"
#include "collector/register/registers.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <sstream>

using namespace congto;
using namespace congto::test;

namespace {

std::string listed(const FilledStore& filled, runtime::Shape shape, std::int64_t waiting = 0)
{
    const store::Reader reader = filled.reader();
    std::ostringstream out;
    runtime::print(out,
                   collector::sources_listing(
                       reader.places(), registers::read_unit_register(reader.database()), waiting),
                   shape);
    return out.str();
}

// Three sources of H44: 1 to 5 are shown by the first, 4 to 8 by the second, 5 and 8 by the third.
void fill(FilledStore& filled)
{
    TestSpool spool(filled, "H44", {"onestop", "archive", "land"});
    const auto observe = [&](std::uint16_t source, const std::vector<int>& numbers) {
        std::vector<model::Observation> dossiers;
        for (const int number : numbers) {
            dossiers.push_back(a_dossier("H44.14-26010" + std::to_string(number) + "-0001"));
        }
        spool.observe(std::move(dossiers), source);
    };
    observe(1, {1, 2, 3, 4, 5});
    observe(2, {4, 5, 6, 7, 8});
    observe(3, {5, 8});
}

} // namespace

TEST_CASE("sources are listed by place, with what counts and by which others the rest counts")
{
    FilledStore filled;
    fill(filled);
    CHECK(listed(filled, runtime::Shape::csv) ==
          "unit,place,source,shown,held,counting,shadowed,shadowed_by\r\n"
          "H44,1,onestop,5,0,5,0,\r\n"
          "H44,2,archive,5,0,3,2,onestop 2\r\n"
          "H44,3,land,2,0,0,2,\"onestop 1, archive 1\"\r\n");
    CHECK(listed(filled, runtime::Shape::json)
              .find("\"shown\": 5, \"held\": 0, \"counting\": 3, \"shadowed\": 2, "
                    "\"shadowed_by\": \"onestop 2\"") != std::string::npos);
}

TEST_CASE("a source that no longer shows a dossier leaves it to the next one")
{
    FilledStore filled;
    fill(filled);
    TestSpool spool(filled, "H44", {"onestop", "archive", "land"});
    spool.withdraw({id_of("H44.14-260105-0001")}, 1);
    const std::string csv = listed(filled, runtime::Shape::csv);
    INFO(csv);
    CHECK(csv.find("H44,1,onestop,4,0,4,0,\r\n") != std::string::npos);
    CHECK(csv.find("H44,2,archive,5,0,4,1,onestop 1\r\n") != std::string::npos);
    CHECK(csv.find("H44,3,land,2,0,0,2,archive 2\r\n") != std::string::npos);
}

TEST_CASE("decisions that wait are said, and that no agent has greeted")
{
    const FilledStore filled;
    const std::string table = listed(filled, runtime::Shape::table, 2);
    CHECK(table.find("No agent has greeted yet.") != std::string::npos);
    CHECK(table.find("2 decision(s) wait for a running collector.") != std::string::npos);
}
