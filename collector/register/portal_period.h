// The days a report is of, when it names a month, a quarter or a year.
#pragma once

#include "proto/model/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace congto::registers {

// Both included.
struct Days {
    model::Day from;
    model::Day to;

    bool operator==(const Days&) const = default;
};

// None: there is no such month (1–12), quarter (1–4) or year (1900–2199).
std::optional<Days> days_of_month(std::int64_t year, std::int64_t month);
std::optional<Days> days_of_quarter(std::int64_t year, std::int64_t quarter);
std::optional<Days> days_of_year(std::int64_t year);

// "2026-08", "2026-Q3", "2026". None: not of that form.
std::optional<Days> days_named(std::string_view text);

// The civil day of "2026-09-26T18:14:42Z" (with or without a fraction; Z or an offset), or of
// "2026-09-26". None: not of that form.
std::optional<model::Day> day_captured(std::string_view text);

} // namespace congto::registers
