#include "collector/flags/pages.h"
#include "tests/rates/golden.h"

#include <catch2/catch.hpp>

#include <set>

namespace congto::test {
namespace {

using rates::Language;

TEST_CASE("each of D1 to D17 has a signal, and words in both languages")
{
    std::set<std::string> detectors;
    std::set<std::string> names;
    for (const auto& signal : flags::catalogue()) {
        detectors.emplace(signal.detector);
        CHECK(names.emplace(signal.name).second);
    }
    CHECK(detectors.size() == 17);
    for (int number = 1; number <= 17; ++number) {
        const std::string id = "D" + std::to_string(number);
        INFO(id);
        REQUIRE(flags::is_detector(id));
        const auto vietnamese = flags::words_of(id, Language::vietnamese);
        const auto english = flags::words_of(id, Language::english);
        CHECK(vietnamese.counts != english.counts);
        for (const auto& words : {vietnamese, english}) {
            CHECK_FALSE(words.name.empty());
            for (const auto& text : {words.counts, words.told, words.innocent, words.ask}) {
                CHECK(text.back() == '.');
            }
        }
    }
    CHECK_FALSE(flags::is_detector("D18"));
}

TEST_CASE("a detector is explained on a page that fits a terminal")
{
    check_golden("page_vi.txt", flags::page_of("D5", Language::vietnamese));
    check_golden("page_en.txt", flags::page_of("D14", Language::english));
}

} // namespace
} // namespace congto::test
