#include "collector/rates/gap_reports.h"

#include "collector/rates/gap.h"

#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <map>
#include <utility>

namespace congto::rates {
namespace {

using registers::ReportedFigure;

bool is_of(const ReportedFigure& figure, const Question& question)
{
    return figure.body.empty() && figure.from == question.period.from &&
           figure.to == question.period.to &&
           (!question.scope.unit || measured_for(question, figure.unit) == *question.scope.unit);
}

ReportedFigure as_given(const std::string& rate, const GapArguments& arguments,
                        const Question& question)
{
    const auto parsed = registers::parse_rate(rate);
    const bool too_high = parsed && registers::is_over_hundred(*parsed);
    if (!parsed || too_high) {
        throw runtime::BadSettings(
            "--reported: \"" + runtime::escaped(rate) +
            (too_high ? "\" is over 100 %" : "\" is not a rate in per cent like 30.4"));
    }
    if (!question.scope.unit) {
        throw runtime::BadSettings("--reported: is a figure of one unit: add --unit");
    }
    return {*question.scope.unit,
            question.period.from,
            question.period.to,
            arguments.indicator,
            {},
            {},
            rate,
            "as given",
            question.today};
}

[[noreturn]] void nothing_reported(const GapArguments& arguments, const Facts& facts,
                                   const Question& question)
{
    const auto& unit = arguments.which.unit;
    std::vector<std::string> faults{
        "nothing is reported of " + runtime::escaped(arguments.indicator) +
        (unit ? " for " + runtime::escaped(*unit) : "") +
        (arguments.origin ? " by \"" + runtime::escaped(*arguments.origin) + '"' : "") + " from " +
        model::text_of(question.period.from) + " to " + model::text_of(question.period.to) +
        ": import it with congto-collector reported import" +
        (unit ? ", or give a rate, as --reported 30.4" : "")};
    for (const std::string& other : other_reports(facts, question, {})) {
        faults.push_back("reported of these days: " + other);
    }
    throw runtime::BadSettings(std::move(faults));
}

} // namespace

std::vector<ReportedFigure> gap_reports(const GapArguments& arguments, const Facts& facts,
                                        const Question& question)
{
    if (arguments.reported) {
        return {as_given(*arguments.reported, arguments, question)};
    }
    std::map<store::UnitId, ReportedFigure> latest;
    for (const ReportedFigure& figure : facts.reported) {
        if (!is_of(figure, question) || figure.indicator != arguments.indicator ||
            (arguments.origin && figure.origin != *arguments.origin)) {
            continue;
        }
        const auto [found, first] = latest.try_emplace(figure.unit, figure);
        if (!first && found->second.reported_on <= figure.reported_on) {
            found->second = figure;
        }
    }
    if (latest.empty()) {
        nothing_reported(arguments, facts, question);
    }
    std::vector<ReportedFigure> reports;
    for (auto& [unit, figure] : latest) {
        reports.push_back(std::move(figure));
    }
    return reports;
}

std::vector<std::string> other_reports(const Facts& facts, const Question& question,
                                       const ReportedFigure& taken)
{
    std::vector<std::string> others;
    for (const ReportedFigure& figure : facts.reported) {
        if (is_of(figure, question) && !(figure == taken)) {
            others.push_back(figure.rate + " % of " + figure.indicator + ", " + figure.origin +
                             ", " + model::text_of(figure.reported_on));
        }
    }
    return others;
}

} // namespace congto::rates
