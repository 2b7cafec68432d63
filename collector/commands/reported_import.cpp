#include "collector/commands/reported_parts.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <array>
#include <utility>
#include <vector>

namespace congto::collector {
namespace {

std::string quoted(const std::string& text)
{
    return '"' + runtime::escaped(text) + '"';
}

// Reads the options one after the other; faults gather.
class Said {
public:
    explicit Said(const PortalOptions& options) : options_(options) {}

    registers::PortalReport take()
    {
        registers::PortalReport report;
        report.origin = options_.origin.value_or("");
        if (options_.reported_on) {
            report.reported_on = day("--reported-on", *options_.reported_on);
        }
        report.period = period();
        if (!faults_.empty()) {
            throw runtime::BadSettings(std::move(faults_));
        }
        return report;
    }

private:
    std::optional<model::Day> day(const char* option, const std::string& text)
    {
        const auto found = model::parse_day(text);
        if (!found) {
            faults_.push_back(option + (": " + quoted(text)) + " is not a day like 2026-09-26");
        }
        return found;
    }

    std::optional<registers::Days> named(const char* option, const std::string& text,
                                         std::size_t length, const char* like)
    {
        const auto found = registers::days_named(text);
        if (!found || text.size() != length) {
            faults_.push_back(option + (": " + quoted(text)) + " is not " + like);
            return std::nullopt;
        }
        return found;
    }

    std::optional<registers::Days> between()
    {
        if (!options_.from || !options_.to) {
            faults_.emplace_back("--from and --to go together: give both");
            return std::nullopt;
        }
        const auto from = day("--from", *options_.from);
        const auto to = day("--to", *options_.to);
        if (!from || !to) {
            return std::nullopt;
        }
        if (*to < *from) {
            faults_.push_back("--to " + *options_.to + " is before --from " + *options_.from);
        }
        return registers::Days{*from, *to};
    }

    std::optional<registers::Days> period()
    {
        const bool days = options_.from || options_.to;
        const int ways = (options_.month ? 1 : 0) + (options_.quarter ? 1 : 0) +
                         (options_.year ? 1 : 0) + (days ? 1 : 0);
        if (ways > 1) {
            faults_.emplace_back("the period is given twice: give one of --month, --quarter, "
                                 "--year, or --from and --to");
            return std::nullopt;
        }
        if (options_.month) {
            return named("--month", *options_.month, 7, "a month like 2026-08");
        }
        if (options_.quarter) {
            return named("--quarter", *options_.quarter, 7, "a quarter like 2026-Q3");
        }
        if (options_.year) {
            return named("--year", *options_.year, 4, "a year like 2026");
        }
        return days ? between() : std::nullopt;
    }

    const PortalOptions& options_;
    std::vector<std::string> faults_;
};

} // namespace

registers::PortalReport PortalOptions::report() const
{
    return Said(*this).take();
}

void PortalOptions::require_none(const std::string& file) const
{
    if (origin || reported_on || month || quarter || year || from || to) {
        throw runtime::BadSettings(file + ": is CSV, whose lines say their own period, origin and "
                                          "day; leave --origin, --reported-on and the period out");
    }
}

void add_portal_options(CLI::App& app, PortalOptions& options)
{
    struct Option {
        const char* name;
        std::optional<std::string>& value;
        const char* says;
        const char* type;
    };
    const std::array<Option, 7> all{
        {{"--origin", options.origin, "Of JSON: who reported it, where", "TEXT"},
         {"--reported-on", options.reported_on, "Of JSON: the day it was captured", "DAY"},
         {"--month", options.month, "Of JSON: it is of this month: 2026-08", "MONTH"},
         {"--quarter", options.quarter, "Of JSON: of this quarter: 2026-Q3", "QUARTER"},
         {"--year", options.year, "Of JSON: of this year, as far as it went: 2026", "YEAR"},
         {"--from", options.from, "Of JSON: its first day (with --to)", "DAY"},
         {"--to", options.to, "Of JSON: its last day, included", "DAY"}}};
    for (const Option& one : all) {
        app.add_option(one.name, one.value, one.says)->type_name(one.type);
    }
}

void require_text(const registers::RegisterFile& file)
{
    const bool text =
        runtime::is_valid_utf8(file.content) && file.content.find('\0') == std::string_view::npos;
    const bool page = file.content.substr(0, 1) == "<";
    if (!text || page) {
        throw runtime::BadSettings(file.file +
                                   ":1: is neither a table (CSV) nor JSON: it begins "
                                   "with " +
                                   quoted(std::string(file.content.substr(0, 12))));
    }
}

} // namespace congto::collector
