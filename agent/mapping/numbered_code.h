// Codes that count a body's dossiers of a day: "H56.14-240823-0001".
#pragma once

#include "proto/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace congto::mapping {

struct NumberedCode {
    model::Day day;
    std::string body; // what stands before the date: of the form of a body's code
    std::uint32_t number = 0;

    bool operator==(const NumberedCode&) const = default;
};

// By the rule of proto/README.md: one group of one to six digits after the date, not 0, and before
// it a body's code, "H56.14" or "000.17.22.H56". None: the code has another form. What else stands
// there somebody may have typed, a name perhaps, and it is told to nobody.
std::optional<NumberedCode> number_in(std::string_view canonical_code);

} // namespace congto::mapping
