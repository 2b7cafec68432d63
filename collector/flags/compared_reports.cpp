#include "collector/flags/compared_reports.h"

#include <algorithm>
#include <set>

namespace congto::flags {
namespace {

using Reports = std::map<store::UnitId, const registers::ReportedFigure*>;

// The latest with numbers of each unit.
Reports reports_of(const rates::Facts& facts, const rates::Question& question,
                   std::string_view indicator)
{
    Reports latest;
    for (const registers::ReportedFigure& figure : facts.reported) {
        const bool asked = figure.body.empty() && figure.indicator == indicator &&
                           figure.from == question.period.from && figure.to == question.period.to &&
                           figure.numerator && figure.denominator;
        if (!asked) {
            continue;
        }
        const registers::ReportedFigure*& of_unit = latest[figure.unit];
        if (of_unit == nullptr || of_unit->reported_on <= figure.reported_on) {
            of_unit = &figure;
        }
    }
    return latest;
}

SignalCount compared(std::int64_t reported, std::int64_t measured)
{
    const std::int64_t larger = std::max(reported, measured);
    return {larger, larger, larger - std::min(reported, measured)};
}

} // namespace

std::map<store::UnitId, ComparedReport> compared_reports(const rates::Facts& facts,
                                                         const rates::Question& question)
{
    std::map<store::UnitId, ComparedReport> all;
    std::set<store::UnitId> reporting;
    for (const rates::Indicator& indicator : rates::catalogue()) {
        const Reports reports = reports_of(facts, question, indicator.name);
        for (const auto& [unit, figure] : reports) {
            reporting.insert(unit);
        }
        if (reports.empty() || rates::unanswerable(indicator, question)) {
            continue;
        }
        for (const rates::Group& group :
             rates::counted(facts.cells, facts.procedures, question, {&indicator})) {
            const auto report = reports.find(group.unit);
            const rates::Figure& figure = group.figures.front();
            if (report == reports.end() || figure.none || all.contains(group.unit)) {
                continue;
            }
            const registers::ReportedFigure& reported = *report->second;
            all[group.unit] = {compared(*reported.denominator, figure.count.denominator),
                               compared(*reported.numerator, figure.count.numerator), true,
                               reported.indicator + ", " + reported.origin + ", " +
                                   model::text_of(reported.reported_on)};
        }
    }
    for (const store::UnitId unit : reporting) {
        all.try_emplace(unit, ComparedReport{{}, {}, false, {}});
    }
    return all;
}

} // namespace congto::flags
