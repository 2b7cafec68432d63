#include "collector/rates/period_asked.h"

#include "config/runtime/text.h"

#include <algorithm>

namespace congto::rates {
namespace {

using Faults = std::vector<std::string>;
using Asked = std::variant<store::Period, Faults>;

Asked month_asked(const std::string& text)
{
    const auto month = model::parse_month(text);
    if (!month) {
        return Faults{"--month: \"" + runtime::escaped(text) + "\" is not a month like 2026-08"};
    }
    return store::Period{model::first_day(*month), model::last_day(*month)};
}

// What is wrong with one end of the period; empty: it is a day.
std::string fault_of(const char* name, const std::optional<std::string>& text)
{
    if (!text) {
        return std::string(name) + " is missing: give --from and --to";
    }
    if (!model::parse_day(*text)) {
        return std::string(name) + ": \"" + runtime::escaped(*text) +
               "\" is not a day like 2026-02-03";
    }
    return {};
}

Asked days_asked(const Arguments& arguments)
{
    Faults faults{fault_of("--from", arguments.from), fault_of("--to", arguments.to)};
    faults.erase(std::remove(faults.begin(), faults.end(), std::string()), faults.end());
    if (!faults.empty()) {
        return faults;
    }
    const store::Period period{*model::parse_day(*arguments.from),
                               *model::parse_day(*arguments.to)};
    if (period.to < period.from) {
        return Faults{"--to " + *arguments.to + " is before --from " + *arguments.from};
    }
    return period;
}

store::Period all_time(const store::Cells& cells, model::Day today)
{
    model::Day first = today;
    for (const auto basis : {store::Basis::received, store::Basis::settled}) {
        first = std::min(first, cells.first_day(basis).value_or(today));
    }
    return {model::first_day(model::month_of(first)), model::last_day(model::month_of(today))};
}

} // namespace

Asked period_asked(const Arguments& arguments, const store::Cells& cells, model::Day today)
{
    const bool days = arguments.from || arguments.to;
    const int ways = (arguments.month ? 1 : 0) + (days ? 1 : 0) + (arguments.all_time ? 1 : 0);
    if (ways != 1) {
        return Faults{"which days? give one of --month 2026-08, --from 2026-10-10 --to 2026-12-10, "
                      "or --all-time"};
    }
    if (arguments.month) {
        return month_asked(*arguments.month);
    }
    return days ? days_asked(arguments) : Asked{all_time(cells, today)};
}

} // namespace congto::rates
