#include "collector/register/portal_figures.h"

#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <map>
#include <tuple>

namespace congto::registers {
namespace {

auto key_of(const ReportedFigure& one)
{
    return std::tie(one.unit, one.body, one.from, one.to, one.indicator, one.origin,
                    one.reported_on);
}

auto key_of(const ReportedCount& one)
{
    return std::tie(one.unit, one.body, one.from, one.to, one.name, one.origin, one.reported_on);
}

std::string value_of(const ReportedFigure& one)
{
    return one.indicator + " " + one.rate + " % (" + std::to_string(one.numerator.value_or(0)) +
           " of " + std::to_string(one.denominator.value_or(0)) + ')';
}

std::string value_of(const ReportedCount& one)
{
    return one.name + " " + std::to_string(one.value);
}

// Of what is to be added, that which is not held; faults of what is held with another value.
template <typename Report>
std::vector<Report> new_of(std::vector<Report> wanted, const std::vector<Report>& held,
                           const std::string& file, std::vector<std::string>& faults)
{
    std::map<decltype(key_of(held.front())), const Report*> known;
    for (const Report& one : held) {
        known.emplace(key_of(one), &one);
    }
    std::vector<Report> fresh;
    for (Report& one : wanted) {
        const auto same = known.find(key_of(one));
        if (same == known.end()) {
            fresh.push_back(std::move(one));
        } else if (!(*same->second == one)) {
            faults.push_back(file + ": " + (one.body.empty() ? "the unit" : one.body) + ": " +
                             value_of(one) + " differs from " + value_of(*same->second) +
                             ", imported already; a correction is a new report with its own "
                             "--reported-on");
        }
    }
    return fresh;
}

constexpr std::string_view kPortalAct = "reported import";

// Takes a day off the front, if one stands there.
std::optional<model::Day> take_day(std::string_view& text)
{
    constexpr std::size_t kLength = 10; // 2026-08-31
    const auto day = model::parse_day(text.substr(0, kLength));
    text.remove_prefix(day ? kLength : 0);
    return day;
}

bool take(std::string_view& text, std::string_view what)
{
    const bool there = text.substr(0, what.size()) == what;
    text.remove_prefix(there ? what.size() : 0);
    return there;
}

} // namespace

void keep_new(PortalFigures& found, const std::vector<ReportedFigure>& held,
              const std::vector<ReportedCount>& held_counts, const std::string& file)
{
    std::vector<std::string> faults;
    found.figures = new_of(std::move(found.figures), held, file, faults);
    found.counts = new_of(std::move(found.counts), held_counts, file, faults);
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

std::string act_of(const PortalReport& report)
{
    std::string act(kPortalAct);
    if (report.period) {
        act += " of " + model::text_of(report.period->from) + " to " +
               model::text_of(report.period->to);
    }
    if (report.reported_on) {
        act += ", " + model::text_of(*report.reported_on);
    }
    return act + ", " + runtime::escaped(report.origin);
}

std::optional<PortalReport> report_of_act(std::string_view act)
{
    PortalReport report;
    if (!take(act, kPortalAct)) {
        return std::nullopt;
    }
    if (take(act, " of ")) {
        const auto from = take_day(act);
        take(act, " to ");
        const auto to = take_day(act);
        if (!from || !to) {
            return std::nullopt;
        }
        report.period = Days{*from, *to};
    }
    if (!take(act, ", ")) {
        return std::nullopt;
    }
    std::string_view rest = act;
    const auto reported_on = take_day(rest);
    if (reported_on && take(rest, ", ")) {
        report.reported_on = reported_on;
        act = rest;
    }
    report.origin = std::string(act);
    return report;
}

} // namespace congto::registers
