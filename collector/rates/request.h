// What a person asked for, understood.
#pragma once

#include "collector/rates/answer.h"
#include "collector/rates/period_asked.h"
#include "config/runtime/table.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::rates {

// As given on the command line.
struct Arguments : PeriodArguments {
    std::string basis = "received";
    std::string by = "unit";
    std::optional<std::string> unit;      // a code
    std::optional<std::string> body;      // a code as the source writes it
    std::optional<std::string> procedure; // a code
    std::optional<std::string> indicator; // a name, or "all"; absent: the headline
    bool all_units = false;
    std::optional<std::string> edition;  // of the catalogue; absent: whichever this program has
    const char* unit_option = "--unit";  // what faults call `unit`
    std::string units = "held";          // or "old", "new"
    std::optional<std::string> units_on; // "2025-07-01", with new; absent: today
};

struct Request {
    Question question;
    Listed listed = Listed::metered;
    std::vector<const Indicator*> indicators; // empty: the headline
    std::vector<std::string> notes; // what the person should know of how it was understood
    model::Day units_on;            // whose units are the new ones, when units are so read
};

// Dossiers due before the day of `facts` and still open are overdue. Throws runtime::BadSettings
// with every fault, each saying what to write instead.
//
// A unit's code is understood on the period's last day; on its first when old units are asked for,
// on the day of new ones when these are. Where units are read as held, and that unit is not metered
// and another of the same code is (the one it was merged into, whose system now holds its
// dossiers), that one is meant, and a note says so.
Request understood(const Arguments& arguments, const Facts& facts);

runtime::Listing answer(const Request& request, const Facts& facts, runtime::Shape shape);

} // namespace congto::rates
