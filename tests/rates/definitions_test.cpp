#include "collector/rates/definitions.h"
#include "tests/rates/golden.h"

#include <catch2/catch.hpp>

#include <sstream>

namespace congto::test {
namespace {

using rates::Language;

TEST_CASE("every indicator of the catalogue is defined in both languages, and nothing else is")
{
    for (const auto& indicator : rates::catalogue()) {
        INFO(indicator.name);
        const auto vietnamese = definition_of(indicator, Language::vietnamese);
        const auto english = definition_of(indicator, Language::english);
        CHECK(vietnamese.numerator != english.numerator);
        for (const auto& words : {vietnamese, english}) {
            CHECK_FALSE(words.name.empty());
            CHECK(words.numerator.back() == '.');
            CHECK(words.denominator.back() == '.');
            CHECK_FALSE(words.used_by.empty());
            CHECK_FALSE(words.source.empty());
        }
    }
}

TEST_CASE("a definition is a page that fits a terminal")
{
    const auto* headline = rates::indicator_named("end_to_end");
    REQUIRE(headline != nullptr);
    check_golden("definition_vi.txt", page_of(*headline, Language::vietnamese));
    check_golden("definition_en.txt", page_of(*headline, Language::english));
}

TEST_CASE("programs get every word in both languages, people a line each")
{
    std::ostringstream out;
    runtime::print(out, rates::definitions_listing(runtime::Shape::json, Language::vietnamese),
                   runtime::Shape::json);
    CHECK(out.str().find("\"catalogue_edition\": 3") != std::string::npos);
    CHECK(out.str().find("\"numerator_vi\": \"Hồ sơ") != std::string::npos);
    CHECK(out.str().find("\"source_en\": \"Decision 766/QĐ-TTg.\"") != std::string::npos);
    const auto table = rates::definitions_listing(runtime::Shape::table, Language::english);
    CHECK(table.rows.size() == rates::catalogue().size());
    CHECK(table.columns.size() == 3);
}

} // namespace
} // namespace congto::test
