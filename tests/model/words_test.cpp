#include "proto/model/words.h"

#include <catch2/catch.hpp>

#include <set>

using namespace congto::model;

namespace {

// Every known word's name leads back to it; unknown numbers lead nowhere.
template <typename Word>
std::set<std::string_view> names_of(int first, int last)
{
    std::set<std::string_view> names;
    for (int number = 0; number < 256; ++number) {
        const auto word = word_numbered<Word>(static_cast<std::uint8_t>(number));
        INFO(number);
        REQUIRE(word.has_value() == (first <= number && number <= last));
        if (word) {
            REQUIRE(static_cast<int>(*word) == number);
            REQUIRE(word_named<Word>(name_of(*word)) == word);
            names.insert(name_of(*word));
        }
    }
    REQUIRE(names.size() == static_cast<std::size_t>(last - first + 1));
    return names;
}

} // namespace

TEST_CASE("every word has its own name and number")
{
    CHECK(names_of<Level>(0, 3).count("information_only") == 1);
    CHECK(names_of<Channel>(0, 6).count("online_assisted") == 1);
    CHECK(names_of<Status>(1, 10).count("supplement_asked") == 1);
    CHECK(names_of<Fee>(0, 4).count("paid_offline") == 1);
    CHECK(names_of<Result>(0, 4).count("none_yet") == 1);
    CHECK(names_of<Digitised>(0, 4).count("components") == 1);
}

TEST_CASE("words are named exactly")
{
    CHECK(word_named<Channel>("online") == Channel::online);
    CHECK_FALSE(word_named<Channel>("Online"));
    CHECK_FALSE(word_named<Channel>("online "));
    CHECK_FALSE(word_named<Channel>(""));
    CHECK_FALSE(word_named<Status>("unknown"));
}

TEST_CASE("evidence bits have names of their own")
{
    std::set<std::string_view> names;
    for (std::size_t bit = 0; bit < kEvidenceBits; ++bit) {
        names.insert(name_of(static_cast<Evidence>(bit)));
    }
    CHECK(names.size() == kEvidenceBits);
    CHECK(name_of(Evidence::counter_visit) == "counter_visit");
    CHECK(name_of(Evidence::official_account) == "official_account");
}

TEST_CASE("evidence that is set is known, and seen only if it holds")
{
    EvidenceBits bits;
    CHECK_FALSE(bits.knows(Evidence::paper_originals));
    bits.set(Evidence::paper_originals, false);
    CHECK(bits.knows(Evidence::paper_originals));
    CHECK_FALSE(bits.sees(Evidence::paper_originals));
    bits.set(Evidence::paper_originals, true);
    bits.set(Evidence::counter_visit, true);
    CHECK(bits.sees(Evidence::paper_originals));
    bits.set(Evidence::paper_originals, false);
    CHECK(bits == EvidenceBits{1U << 4U | 1U << 9U, 1U << 9U});
}
