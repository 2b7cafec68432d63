#include "config/runtime/table.h"

#include <catch2/catch.hpp>

#include <sstream>

using namespace congto::runtime;

namespace {

Listing a_listing()
{
    Listing listing;
    listing.columns = {{"unit", "Unit"}, {"dossiers", "Dossiers"}, {"rate", "Rate"}};
    listing.rows = {
        {std::string("Hà Nội"), std::int64_t{1'200'345}, Decimal{"18.54", "%"}},
        {std::string("Huế, \"cũ\""), std::int64_t{-7}, std::monostate{}},
    };
    listing.notes = {"2 units"};
    listing.facts = {{"basis", std::string("received")}, {"month", std::monostate{}}};
    return listing;
}

std::string printed(const Listing& listing, Shape shape)
{
    std::ostringstream out;
    print(out, listing, shape);
    return out.str();
}

} // namespace

TEST_CASE("a table is aligned, numbers to the right")
{
    CHECK(printed(a_listing(), Shape::table) == "Unit       Dossiers    Rate\n"
                                                "---------  --------  ------\n"
                                                "Hà Nội      1200345  18.54%\n"
                                                "Huế, \"cũ\"        -7       –\n"
                                                "2 units\n");
}

TEST_CASE("JSON keeps numbers exactly and says null for what is absent")
{
    CHECK(printed(a_listing(), Shape::json) ==
          "{\n"
          "  \"basis\": \"received\",\n"
          "  \"month\": null,\n"
          "  \"rows\": [\n"
          "    {\"unit\": \"Hà Nội\", \"dossiers\": 1200345, \"rate\": 18.54},\n"
          "    {\"unit\": \"Huế, \\\"cũ\\\"\", \"dossiers\": -7, \"rate\": null}\n"
          "  ],\n"
          "  \"notes\": [\"2 units\"]\n"
          "}\n");
}

TEST_CASE("CSV is that of RFC 4180")
{
    CHECK(printed(a_listing(), Shape::csv) == "unit,dossiers,rate\r\n"
                                              "Hà Nội,1200345,18.54\r\n"
                                              "\"Huế, \"\"cũ\"\"\",-7,\r\n");
    Listing lines;
    lines.columns = {{"a", "A"}};
    lines.rows = {{std::string("one\ntwo")}, {std::string("one\rtwo")}};
    CHECK(printed(lines, Shape::csv) == "a\r\n\"one\ntwo\"\r\n\"one\rtwo\"\r\n");
}

TEST_CASE("nothing found is still a whole answer")
{
    Listing empty;
    empty.columns = {{"unit", "Unit"}};
    CHECK(printed(empty, Shape::table) == "Unit\n----\n");
    CHECK(printed(empty, Shape::json) == "{\n  \"rows\": [],\n  \"notes\": []\n}\n");
    CHECK(printed(empty, Shape::csv) == "unit\r\n");
}

TEST_CASE("a cell cannot move the terminal's cursor or forge a row")
{
    Listing listing;
    listing.columns = {{"a", "A"}};
    listing.rows = {{std::string("x\n\x1b[2J")}};
    CHECK(printed(listing, Shape::table) == "A\n----------\nx\\n\\x1b[2J\n");
}

TEST_CASE("a column that holds any text stays to the left")
{
    Listing listing;
    listing.columns = {{"a", "Title"}, {"b", "B"}};
    listing.rows = {{std::int64_t{1}, std::int64_t{1}}, {std::string("x"), std::monostate{}}};
    CHECK(printed(listing, Shape::table) == "Title  B\n-----  -\n1      1\nx      –\n");
}
