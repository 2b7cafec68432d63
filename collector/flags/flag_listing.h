// A question about flags, understood, and its answer as what the command prints.
#pragma once

#include "collector/flags/findings.h"
#include "collector/rates/request.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>

namespace congto::flags {

// As given on the command line; of `which` everything but the basis and the indicator is taken.
struct FlagArguments {
    rates::Arguments which;
    std::optional<std::string> detector; // "D1"; none: all
};

// For people: of one group every signal, of many a row each, those over a threshold first. For
// programs a row for each group and signal, in the same order of groups. Throws
// runtime::BadSettings with every fault: a period that is not whole months, a unit that is none, an
// unknown detector.
runtime::Listing flag_listing(const FlagArguments& arguments, const rates::Facts& facts,
                              const Thresholds& thresholds, runtime::Shape shape);

} // namespace congto::flags
