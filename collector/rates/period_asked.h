// Which days a person asked for.
#pragma once

#include "collector/register/campaign.h"
#include "collector/store/cells.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace congto::rates {

// As given on the command line: one of these ways.
struct PeriodArguments {
    std::optional<std::string> month;   // "2026-08"
    std::optional<std::string> quarter; // "2026-Q3"
    std::optional<std::string> year;    // "2026"
    std::optional<std::string> from;    // "2026-10-10"; with `to`
    std::optional<std::string> to;
    std::optional<std::string> campaign; // its name
    bool all_time = false;
};

// The period, or every fault of what was given. All time is whole months, from the first that has a
// dossier to the one of `today`.
std::variant<store::Period, std::vector<std::string>>
period_asked(const PeriodArguments& arguments, const store::Cells& cells,
             const registers::CampaignRegister& campaigns, model::Day today);

// What a period is compared with: of a calendar month, quarter or year the one before; of any other
// days as many days before. `how` names that: "month".
struct PeriodBefore {
    store::Period period;
    std::string how; // "month", "quarter", "year", "62 days"
};
PeriodBefore period_before(const store::Period& period);

} // namespace congto::rates
