#include "collector/commands/agents_listing.h"
#include "collector/register/registers.h"
#include "tests/rates/town.h"

#include <catch2/catch.hpp>

#include <SQLiteCpp/Database.h>

#include <sstream>

namespace congto::test {
namespace {

using runtime::Shape;

std::string agents_of(Town& town, Shape shape, std::chrono::minutes later = {})
{
    const auto reader = town.filled().reader();
    std::ostringstream out;
    runtime::print(out,
                   collector::agents_listing(reader.agents(),
                                             registers::read_unit_register(reader.database()),
                                             test_now() + later, shape),
                   shape);
    return out.str();
}

TEST_CASE("agents say when they knew what they say, and nothing of what they have not said")
{
    Town town;
    const auto csv = agents_of(town, Shape::csv);
    INFO(csv);
    CHECK(csv.find("caught_up,known_at,durable_sequence") != std::string::npos);
    CHECK(csv.find(",9,0,0,0,no,2026-02-03 07:00:00,") != std::string::npos);
    CHECK(csv.find("H26,onestop,") != std::string::npos);
    CHECK(csv.find(",0,,,,,,,0,0,0,0,2020-07-22,,confirmed\r\n") !=
          std::string::npos); // H26: greeted, nothing said
}

TEST_CASE("what an agent said over an hour ago is noted with its time")
{
    Town town;
    CHECK(agents_of(town, Shape::table, std::chrono::minutes(60)).find("as of") ==
          std::string::npos);
    const auto table = agents_of(town, Shape::table, std::chrono::minutes(61));
    INFO(table);
    CHECK(table.find("H44 land: mapped to caught up are as of 2026-02-03 07:00:00.\n") !=
          std::string::npos);
    CHECK(table.find("H26 onestop: ") == std::string::npos);
}

TEST_CASE("of which unit a source is stands beside it: certainty, and days for programs")
{
    Town town;
    const auto table = agents_of(town, Shape::table);
    INFO(table);
    CHECK(table.find("\nG09 (likely)  onestop") != std::string::npos);
    const auto csv = agents_of(town, Shape::csv);
    INFO(csv);
    CHECK(csv.find("unit,source,") == 0);
    CHECK(csv.find(",rejected,unit_from,unit_to,unit_certainty\r\n") != std::string::npos);
    CHECK(csv.find("\r\nG09,onestop,") != std::string::npos);
    CHECK(csv.find(",likely\r\n") != std::string::npos);
}

} // namespace
} // namespace congto::test
