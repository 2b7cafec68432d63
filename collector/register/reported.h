// What units reported of themselves: figures with their origin, to be set beside what is measured.
#pragma once

#include "collector/register/unit.h"
#include "collector/register/written_rate.h"
#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

// The indicators a figure may be reported of: those the rates know, and the two of registers.
inline constexpr std::array<std::string_view, 12> kIndicatorNames{
    "end_to_end",     "end_to_end_proven",      "online_submission", "online_with_result",
    "online_of_full", "online_of_two_channels", "procedures_full",   "procedures_in_use",
    "paid_online",    "result_electronic",      "digitised",         "on_time",
};

bool is_indicator_name(std::string_view name);
std::string all_indicator_names(); // for a fault: "end_to_end, …"

struct ReportedFigure {
    UnitId unit = 0;
    model::Day from;
    model::Day to; // included
    std::string indicator;
    std::optional<std::int64_t> numerator; // both or neither
    std::optional<std::int64_t> denominator;
    std::string rate; // as reported, of parse_rate's form, at most 100
    std::string origin;
    model::Day reported_on;
    std::string body = {};       // a body of the unit, as it was reported; empty: the unit itself
    std::string counted_as = {}; // what the reporter divided by what; empty: not said

    bool operator==(const ReportedFigure&) const = default;
    // Reported of the same, by the same, on the same day: must be the same figure.
    bool same_report(const ReportedFigure& other) const;
};

// The figures of a file that are not among `known` already. Columns unit, from and to (or month),
// indicator, numerator, denominator, rate, origin, reported_on; body and counted_as may stand
// beside them. Throws runtime::BadSettings with every fault: an unknown unit, a unit that changed
// within the period, from after to, a rate over 100 % or one that its numerator and denominator do
// not give, cut or rounded at its last digit, a figure that differs from the one its origin
// reported on the same day.
std::vector<ReportedFigure> read_reported(std::string_view content, const std::string& file,
                                          const UnitRegister& units,
                                          const std::vector<ReportedFigure>& known);

} // namespace congto::registers
