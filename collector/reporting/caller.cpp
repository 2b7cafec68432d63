#include "collector/reporting/caller.h"

#include "config/runtime/text.h"
#include "proto/identity/agent_name.h"

#include <utility>

namespace congto::reporting {
Caller on_plain_line()
{
    return {true, {}};
}

Caller certified(const std::vector<std::string_view>& uris)
{
    for (const std::string_view uri : uris) {
        if (auto name = identity::named_by(uri)) {
            return name->unit == identity::kMinistry ? Caller{true, {}}
                                                     : Caller{false, std::move(name->unit)};
        }
    }
    return {};
}

std::optional<std::string> refusal(const Caller& caller, const rates::Arguments& asked)
{
    if (caller.sees_all) {
        return std::nullopt;
    }
    if (caller.unit.empty()) {
        return "who asks is neither of a unit nor of the ministry: a certificate says so by "
               "congto://unit/H44/… or congto://ministry/…, an account by its role";
    }
    const std::string alone =
        "who asks is of unit " + runtime::escaped(caller.unit) + " and sees its figures alone";
    if (asked.unit.value_or("") != caller.unit) {
        return alone + (asked.unit ? ", not those of " + runtime::escaped(*asked.unit)
                                   : ": ask for that unit");
    }
    if (asked.by == "nation") {
        return alone + ", not those of the nation";
    }
    if (asked.units != "held") {
        return alone + ": those of units that merged are of several; ask for units as held";
    }
    if (asked.all_time) {
        return alone + ": all time begins with the first dossier of any; give the days";
    }
    return std::nullopt;
}

} // namespace congto::reporting
