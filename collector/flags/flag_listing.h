// The answer to a question about flags as what the command prints.
#pragma once

#include "collector/flags/flag_request.h"
#include "config/runtime/table.h"

namespace congto::flags {

// For people: of one group every signal, of many a row each, those over a threshold first. For
// programs a row for each group and signal, in the same order of groups. Throws
// runtime::BadSettings with every fault: a period that is not whole months, a unit that is none, an
// unknown detector.
runtime::Listing flag_listing(const FlagArguments& arguments, const rates::Facts& facts,
                              const Thresholds& thresholds, runtime::Shape shape);

} // namespace congto::flags
