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
    std::string body; // what stands before the date
    std::uint32_t number = 0;

    bool operator==(const NumberedCode&) const = default;
};

// By the rule of proto/README.md: one group of one to six digits after the date, not 0. None: the
// code has another form, or what is before the date could not be sent as a code.
std::optional<NumberedCode> number_in(std::string_view canonical_code);

} // namespace congto::mapping
