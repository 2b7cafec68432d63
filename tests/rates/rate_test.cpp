#include "collector/rates/rate.h"

#include <catch2/catch.hpp>

namespace congto::rates {
namespace {

TEST_CASE("a rate is rounded half up to two decimals, from whole numbers")
{
    CHECK(percent(0, 1) == "0.00");
    CHECK(percent(1, 1) == "100.00");
    CHECK(percent(115'665, 168'746) == "68.54");
    CHECK(percent(11'122'091, 11'722'823) == "94.88");
    CHECK(percent(2, 3) == "66.67");
    CHECK(percent(1, 3) == "33.33");
    CHECK(percent(1, 20'000) == "0.01"); // 0.005 exactly
    CHECK(percent(1, 20'001) == "0.00");
    CHECK(percent(3, 20'000) == "0.02"); // 0.015 exactly
    CHECK(percent(19'999, 20'000) == "100.00");
    CHECK(percent(201, 20'000) == "1.01"); // 1.005, which a double holds as less
    CHECK(percent(7, 100) == "7.00");
    CHECK(percent(999'999'999'999'999'999, 999'999'999'999'999'999) == "100.00");
    CHECK(percent(500'000'000'000'000'000, 999'999'999'999'999'999) == "50.00");
}

TEST_CASE("coverage is cut: 100 % only when nothing is missing")
{
    CHECK(percent_cut(999'999, 1'000'000) == "99.99");
    CHECK(percent_cut(1'000'000, 1'000'000) == "100.00");
    CHECK(percent_cut(2, 3) == "66.66");
    CHECK(percent_cut(0, 3) == "0.00");
}

TEST_CASE("a gap is rounded once, from exact numbers")
{
    const auto gap = [](const char* reported, std::int64_t numerator, std::int64_t denominator) {
        return gap_in_points(registers::parse_rate(reported).value(), numerator, denominator);
    };
    CHECK(gap("92.4", 171'150, 1'000'000) == "75.29"); // 75.285: half away from zero
    CHECK(gap("30", 17, 100) == "13.00");
    CHECK(gap("17", 20, 100) == "-3.00");
    CHECK(gap("0", 1, 20'000) == "-0.01");
    CHECK(gap("0", 1, 20'001) == "0.00");
    CHECK(gap("66.67", 2, 3) == "0.00");
    CHECK(gap("66.66", 2, 3) == "-0.01");
    CHECK(gap("100.0000", 0, 1'000'000'000'000) == "100.00");
    CHECK(gap("0.5", 0, 7) == "0.50");
}

} // namespace
} // namespace congto::rates
