// A question about ranks, understood, and its answer as what the command prints.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/request.h"
#include "config/runtime/table.h"

#include <iosfwd>
#include <optional>
#include <string>

namespace congto::rates {

// As given on the command line; of `which` the period, the basis, the indicator and the edition
// are taken.
struct RankingArguments {
    Arguments which;
    std::optional<std::string> bodies_of; // a unit's code; none: units
    std::string low_coverage = "95";      // in per cent
};

// Tables for people: provinces, ministries and the nation apart, or the communes and the other
// bodies of a unit. JSON and CSV: one set of rows that say which table they are of. Throws
// runtime::BadSettings with every fault.
void print_ranking(std::ostream& out, const RankingArguments& arguments, const Facts& facts,
                   runtime::Shape shape);

} // namespace congto::rates
