// A question about flags, understood.
#pragma once

#include "collector/flags/findings.h"
#include "collector/rates/request.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::flags {

// As given on the command line; of `which` everything but the basis, the indicator and how units
// are read is taken.
struct FlagArguments {
    rates::Arguments which;
    std::optional<std::string> detector; // "D1"; none: all
};

struct FlagRequest {
    rates::Request request;
    std::vector<std::size_t> signals; // those asked for, by their places in the catalogue
    // Of all units at once they would take minutes: read of one unit, or when asked for by name.
    Persons persons = Persons::left_out;
};

// Throws runtime::BadSettings with every fault: a period that is not whole months, a unit that is
// none, an unknown detector.
FlagRequest understood(const FlagArguments& arguments, const rates::Facts& facts);

// Those over a threshold first, the most signals asked for first; in the national order else.
std::vector<GroupFindings> found(const FlagRequest& asked, const rates::Facts& facts,
                                 const Thresholds& thresholds);

} // namespace congto::flags
