// Keys packed for the index.
#include "agent/spool/row_key.h"

#include <catch2/catch.hpp>

#include <set>

using namespace congto::spool;

TEST_CASE("numbers and GUIDs are packed, other keys stay as they are")
{
    CHECK(std::get<std::int64_t>(packed("0")) == 0);
    CHECK(std::get<std::int64_t>(packed("104729")) == 104729);
    CHECK(std::get<std::int64_t>(packed("999999999999999999")) == 999999999999999999);
    CHECK(std::get<1>(packed("00010203-0405-0607-0809-0a0b0c0d0e0f"))[15] == 0x0f);
    for (const char* text :
         {"", "-1", "+1", "07", "1.0", " 1", "9999999999999999999", "H56-1",
          "00010203-0405-0607-0809-0a0B0c0d0e0f", "0001020304050607-08090a0b0c0d0e0f---",
          "{0010203-0405-0607-0809-0a0b0c0d0e0f"}) {
        CHECK(std::get<std::string_view>(packed(text)) == text);
    }
}

TEST_CASE("different keys are never packed alike")
{
    const std::set<std::string_view> texts{"7",
                                           "07",
                                           "7 ",
                                           "0",
                                           "00",
                                           "",
                                           "00010203-0405-0607-0809-0a0b0c0d0e0f",
                                           "00010203-0405-0607-0809-0A0B0C0D0E0F",
                                           "00010203-0405-0607-0809-0a0b0c0d0e0F",
                                           "00010203-0405-0607-0809-000000000000",
                                           "00010203-0405-0607-0809-0000000000001"};
    std::set<RowKey> keys;
    for (const std::string_view text : texts) {
        keys.insert(packed(text));
    }
    CHECK(keys.size() == texts.size());
    for (const std::string_view text : texts) {
        CHECK(unpacked(packed(text)) == text);
    }
}
