// Rates in per cent as they were written by whoever reported them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace congto::registers {

// A rate in per cent, exactly as written: scaled / 10^decimals.
struct WrittenRate {
    std::int64_t scaled = 0;
    int decimals = 0;

    bool operator==(const WrittenRate&) const = default;
};

// "92.4", "0", "100.00": digits, no zero in front of others, at most four after the point, so that
// it is a number in JSON as it stands. None: of another form. Rates above 100 are of the form;
// whoever asks says what is wrong with them.
std::optional<WrittenRate> parse_rate(std::string_view text);

bool is_over_hundred(const WrittenRate& rate);

// Of counts of at most 10¹², with a denominator that is not 0: nothing overflows.

// numerator of denominator in per cent, rounded half up: "98.93".
std::string percent_text(std::int64_t numerator, std::int64_t denominator, int decimals);
// Whether the rate is what the numbers give, cut or rounded at its last digit.
bool gives(WrittenRate rate, std::int64_t numerator, std::int64_t denominator);
// For a fault's text: "66 % (67 % rounded)".
std::string shown_percent(std::int64_t numerator, std::int64_t denominator, int decimals);

} // namespace congto::registers
