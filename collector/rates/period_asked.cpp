#include "collector/rates/period_asked.h"

#include "config/runtime/text.h"

#include <algorithm>

namespace congto::rates {
namespace {

using Faults = std::vector<std::string>;
using Asked = std::variant<store::Period, Faults>;

constexpr std::int32_t kMonthsOfQuarter = 3;
constexpr std::int32_t kMonthsOfYear = 12;

store::Period months_from(model::Month first, std::int32_t months)
{
    return {model::first_day(first), model::last_day({first.number + months - 1})};
}

Faults none_such(const char* option, const std::string& text, const std::string& what)
{
    return {std::string(option) + ": \"" + runtime::escaped(text) + "\" is not " + what};
}

Asked month_asked(const std::string& text)
{
    if (const auto month = model::parse_month(text)) {
        return months_from(*month, 1);
    }
    return none_such("--month", text, "a month like 2026-08");
}

Asked quarter_asked(const std::string& text)
{
    const bool formed =
        text.size() == 7 && text.substr(4, 2) == "-Q" && text[6] >= '1' && text[6] <= '4';
    const auto january = formed ? model::parse_month(text.substr(0, 4) + "-01") : std::nullopt;
    if (!january) {
        return none_such("--quarter", text, "a quarter like 2026-Q3");
    }
    return months_from({january->number + (text[6] - '1') * kMonthsOfQuarter}, kMonthsOfQuarter);
}

Asked year_asked(const std::string& text)
{
    if (const auto january = model::parse_month(text + "-01")) {
        return months_from(*january, kMonthsOfYear);
    }
    return none_such("--year", text, "a year like 2026");
}

// What is wrong with one end of the period; empty: it is a day.
std::string fault_of(const char* name, const std::optional<std::string>& text)
{
    if (!text) {
        return std::string(name) + " is missing: give --from and --to";
    }
    return model::parse_day(*text) ? std::string()
                                   : none_such(name, *text, "a day like 2026-02-03").front();
}

Asked days_asked(const PeriodArguments& arguments)
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

Asked campaign_asked(const std::string& name, const registers::CampaignRegister& campaigns)
{
    if (const auto* campaign = campaigns.named(name)) {
        return store::Period{campaign->from, campaign->to};
    }
    std::string known;
    for (const auto& campaign : campaigns.all()) {
        known += (known.empty() ? "" : ", ") + campaign.name;
    }
    return none_such("--campaign", name,
                     known.empty() ? "a campaign: none is known; congto-collector campaigns import "
                                     "takes them"
                                   : "a campaign; known are " + known);
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

Asked period_asked(const PeriodArguments& arguments, const store::Cells& cells,
                   const registers::CampaignRegister& campaigns, model::Day today)
{
    const bool days = arguments.from || arguments.to;
    const int ways = (arguments.month ? 1 : 0) + (arguments.quarter ? 1 : 0) +
                     (arguments.year ? 1 : 0) + (days ? 1 : 0) + (arguments.campaign ? 1 : 0) +
                     (arguments.all_time ? 1 : 0);
    if (ways != 1) {
        return Faults{"which days? give one of --month 2026-08, --quarter 2026-Q3, --year 2026, "
                      "--from 2026-10-10 --to 2026-12-10, --campaign NAME, or --all-time"};
    }
    if (arguments.month) {
        return month_asked(*arguments.month);
    }
    if (arguments.quarter) {
        return quarter_asked(*arguments.quarter);
    }
    if (arguments.year) {
        return year_asked(*arguments.year);
    }
    if (arguments.campaign) {
        return campaign_asked(*arguments.campaign, campaigns);
    }
    return days ? days_asked(arguments) : Asked{all_time(cells, today)};
}

PeriodBefore period_before(const store::Period& period)
{
    const model::Month first = model::month_of(period.from);
    const auto is_calendar = [&](std::int32_t months) {
        return first.number % months == 0 && period == months_from(first, months);
    };
    const auto before = [&](std::int32_t months, const char* how) {
        return PeriodBefore{months_from({first.number - months}, months), how};
    };
    if (is_calendar(1)) {
        return before(1, "month");
    }
    if (is_calendar(kMonthsOfQuarter)) {
        return before(kMonthsOfQuarter, "quarter");
    }
    if (is_calendar(kMonthsOfYear)) {
        return before(kMonthsOfYear, "year");
    }
    const std::int32_t days = period.to.number - period.from.number + 1;
    return {{{period.from.number - days}, {period.from.number - 1}},
            std::to_string(days) + (days == 1 ? " day" : " days")};
}

} // namespace congto::rates
