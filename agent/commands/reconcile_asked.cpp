#include "agent/commands/reconcile_asked.h"

#include "agent/commands/left_sources.h"
#include "agent/mapping/mapping.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <algorithm>

namespace congto::agent {
namespace {

using Faults = std::vector<std::string>;

struct Range {
    model::Day from;
    model::Day to;
};

void add_month(const std::string& text, model::Day today, std::vector<Range>& ranges,
               Faults& faults)
{
    const auto month = model::parse_month(text);
    if (!month) {
        faults.push_back("--month: \"" + runtime::escaped(text) + "\" is not a month like 2026-08");
    } else if (model::first_day(*month) > today) {
        faults.push_back("--month " + text + ": has not begun");
    } else {
        ranges.push_back({model::first_day(*month), std::min(model::last_day(*month), today)});
    }
}

std::optional<model::Day> day_of(const char* name, const std::optional<std::string>& text,
                                 Faults& faults)
{
    if (!text) {
        faults.push_back(std::string(name) + " is missing: give --from and --to");
        return std::nullopt;
    }
    const auto day = model::parse_day(*text);
    if (!day) {
        faults.push_back(std::string(name) + ": \"" + runtime::escaped(*text) +
                         "\" is not a day like 2026-02-03");
    }
    return day;
}

void add_days(const ReconcileArguments& arguments, model::Day today, std::vector<Range>& ranges,
              Faults& faults)
{
    const auto from = day_of("--from", arguments.from, faults);
    const auto to = day_of("--to", arguments.to, faults);
    if (!from || !to) {
        return;
    }
    if (*to < *from) {
        faults.push_back("--to " + *arguments.to + " is before --from " + *arguments.from);
    } else if (*from > today) {
        faults.push_back("--from " + *arguments.from + ": has not come");
    } else {
        ranges.push_back({*from, std::min(*to, today)});
    }
}

std::vector<Range> ranges_of(const ReconcileArguments& arguments, model::Day today, Faults& faults)
{
    std::vector<Range> ranges;
    for (const std::string& month : arguments.months) {
        add_month(month, today, ranges, faults);
    }
    if (arguments.from || arguments.to) {
        add_days(arguments, today, ranges, faults);
    } else if (arguments.months.empty()) {
        faults.emplace_back("which days? give --month 2026-08, which may be said again, or "
                            "--from 2026-10-10 --to 2026-12-10");
    }
    return ranges;
}

bool reads_days(const source::SqlSettings& source, const mapping::KnownAccounts& accounts)
{
    return !mapping::Mapping::from_file(source.mapping, accounts).queries_of(source).day.empty();
}

} // namespace

ReconcileAsked reconcile_asked(const ReconcileArguments& arguments, const Settings& settings,
                               model::Day today)
{
    Faults faults;
    const std::vector<Range> ranges = ranges_of(arguments, today, faults);
    if (!arguments.source.empty() && !is_named(settings, arguments.source)) {
        faults.push_back("--source: there is no source \"" + runtime::escaped(arguments.source) +
                         "\"");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    const auto accounts = mapping::read_accounts(settings.accounts);
    ReconcileAsked asked;
    for (const source::SqlSettings& source : settings.sources) {
        if (!arguments.source.empty() && source.name != arguments.source) {
            continue;
        }
        if (!reads_days(source, accounts)) {
            asked.unreadable.push_back(source.name);
            continue;
        }
        for (const Range& range : ranges) {
            asked.days.push_back({source.name, range.from, range.to});
        }
    }
    if (asked.days.empty()) {
        throw runtime::BadSettings("source " + asked.unreadable.front() +
                                   ": its mapping has no day and row query, so no day of it can "
                                   "be read from end to end; config/mappings/template.toml shows "
                                   "them");
    }
    return asked;
}

} // namespace congto::agent
