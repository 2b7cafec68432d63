// Which days `reconcile` is to have read, by its arguments.
#pragma once

#include "agent/commands/asked_days.h"
#include "agent/commands/settings.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::agent {

struct ReconcileArguments {
    std::vector<std::string> months;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::string source; // empty: every source
};

struct ReconcileAsked {
    std::vector<AskedDays> days;
    std::vector<std::string> unreadable; // sources whose mapping cannot read days
};

// Nothing is asked for that is after today. Throws BadSettings with every fault of the arguments.
ReconcileAsked reconcile_asked(const ReconcileArguments& arguments, const Settings& settings,
                               model::Day today);

} // namespace congto::agent
