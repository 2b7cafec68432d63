#include "config/runtime/json.h"
#include "config/runtime/text.h"

#include <catch2/catch.hpp>

using namespace congto::runtime;

TEST_CASE("only well-formed UTF-8 is valid")
{
    for (const char* text : {"", "abc", "Hà Nội", "\u07FF", "\uFFFF", "\U0010FFFF", "\U0001F600"}) {
        CHECK(is_valid_utf8(text));
    }
    for (const char* text :
         {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "a\xC3", "\xE2\x82", "\xFF"}) {
        CHECK_FALSE(is_valid_utf8(text));
    }
}

TEST_CASE("a terminal's columns are counted, not bytes")
{
    CHECK(terminal_width("") == 0);
    CHECK(terminal_width("abc") == 3);
    CHECK(terminal_width("Đắk Lắk") == 7);
    CHECK(terminal_width("Thừa Thiên Huế") == 14);
    // The same letters written with combining marks.
    CHECK(terminal_width("Hue\u0302\u0301") == 3);
    CHECK(terminal_width("a\u200Bb") == 2);
    CHECK(terminal_width("日本") == 4);
    CHECK(terminal_width("\xFF") == 1);
}

TEST_CASE("JSON strings are those of RFC 8259")
{
    CHECK(json_string("") == R"("")");
    CHECK(json_string("Hà \"Nội\" \\ \n\r\t\x01/") == R"("Hà \"Nội\" \\ \n\r\t\u0001/")");
    CHECK(json_string("a\xFF\xE2\x82") == "\"a\uFFFD\uFFFD\uFFFD\"");
}
