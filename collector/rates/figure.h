// What a rate is made of, or why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace congto::rates {

// Dossiers, or procedures of a list, as whole numbers.
struct Count {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    std::int64_t aside = 0;
    std::int64_t untold = 0;
    // Of those that meet the numerator, whoever submitted them: the applicant himself, and somebody
    // for him (assisted entry). Where the numerator asks for the applicant himself, the assisted
    // are not in it and stand beside it; else both are in it, with those of the other channels.
    std::int64_t self_service = 0;
    std::int64_t assisted = 0;

    bool operator==(const Count&) const = default;
};

// Why there is no figure. Missing is never 0 %.
enum class NoFigure : std::uint8_t {
    not_metered,    // no agent has greeted for the unit
    not_read,       // one has, and nothing of its source is here yet
    no_dossiers,    // the denominator is 0
    untold,         // the source tells of none of them what the indicator asks
    settled_only,   // defined on the settled basis alone
    whole_months,   // asks the procedure register of bodies: whole months only
    times_disagree, // dossiers settled before they were received: on_time cannot be told
    no_list,        // the unit issued no list of procedures that holds on the last day
    no_procedures,  // the denominator, counted in procedures, is 0
    list_untold,    // the list says of none of them what the indicator asks
    units_only,     // counted in procedures of a unit's list: bodies and procedures have none
};

// "not metered"
std::string_view text_of(NoFigure reason);

Count sum(const Count& one, const Count& other);

struct Figure {
    Count count;
    std::optional<NoFigure> none = NoFigure::no_dossiers;

    bool operator==(const Figure&) const = default;
};

} // namespace congto::rates
