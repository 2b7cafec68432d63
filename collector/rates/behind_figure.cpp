#include "collector/rates/behind_figure.h"

#include "collector/rates/why_not.h"

#include <algorithm>

namespace congto::rates {
namespace {

using store::Timeliness;

bool is_in(const std::optional<model::Day>& day, const store::Period& period)
{
    return day && period.from <= *day && *day <= period.to;
}

bool is_before(const std::optional<model::Day>& day, model::Day limit)
{
    return day && *day < limit;
}

ResultPaper paper_said(const std::optional<bool>& gives_result)
{
    if (!gives_result) {
        return ResultPaper::unknown;
    }
    return *gives_result ? ResultPaper::given : ResultPaper::not_given;
}

} // namespace

std::string_view name_of(Side side)
{
    switch (side) {
    case Side::numerator:
        return "numerator";
    case Side::rest:
        return "rest";
    case Side::not_counted:
        return "not_counted";
    }
    return "";
}

BehindFigure::BehindFigure(const Indicator& indicator, const Question& question,
                           const registers::ProcedureRegister& procedures)
    : indicator_(indicator), question_(question), procedures_(procedures),
      is_stock_(indicator.reach == Reach::stock && question.population == Population::received)
{
}

std::optional<Judged> BehindFigure::judge(const DossierFacts& dossier)
{
    const store::Scope& scope = question_.scope;
    if ((scope.body && *scope.body != dossier.body) ||
        (scope.procedure && *scope.procedure != dossier.procedure)) {
        return std::nullopt;
    }
    return is_stock_ ? of_stock(dossier) : of_period(dossier);
}

std::optional<Judged> BehindFigure::of_period(const DossierFacts& dossier)
{
    const auto& day =
        question_.population == Population::received ? dossier.received : dossier.settled;
    if (!is_in(day, question_.period)) {
        return std::nullopt;
    }
    Subject subject{dossier.cls, question_.population, ResultPaper::unknown};
    if (indicator_.reach == Reach::period_by_paper) {
        subject.paper = paper_of(dossier);
    }
    return in_population(subject);
}

Judged BehindFigure::in_population(const Subject& subject) const
{
    if (!counts_in(subject.population, subject.cls)) {
        return {Side::not_counted, why_not_in_population(subject)};
    }
    if (!indicator_.denominator(subject)) {
        return {Side::not_counted, why_not_in_denominator(indicator_, subject)};
    }
    if (!indicator_.numerator(subject)) {
        return {Side::rest, why_not_in_numerator(indicator_, subject)};
    }
    return {Side::numerator, {}};
}

// The sums of on_time.cpp, for one dossier.
std::optional<Judged> BehindFigure::of_stock(const DossierFacts& dossier)
{
    const store::Period& period = question_.period;
    const bool within = is_in(dossier.received, period);
    const bool earlier = is_before(dossier.received, period.from);
    const bool settled_earlier = is_before(dossier.settled, period.from);
    if (!within && !earlier && !settled_earlier) {
        return std::nullopt;
    }
    const Subject subject{dossier.cls, Population::received, ResultPaper::unknown};
    if (!counts_in(Population::received, dossier.cls)) {
        const bool of_these_days = within || (earlier && !settled_earlier);
        return of_these_days
                   ? std::optional(Judged{Side::not_counted, why_not_in_population(subject)})
                   : std::nullopt;
    }
    const bool added = within || (earlier && dossier.cls.timeliness() != Timeliness::undated);
    const bool taken = settled_earlier && !dossier.cls.never_received();
    const bool on_time = indicator_.numerator(subject);
    if (!added && taken) {
        taken_away_.denominator += 1;
        taken_away_.numerator += on_time ? 1 : 0;
        return Judged{Side::not_counted, "settled before these days, received after them: the "
                                         "figure has one less for it"};
    }
    if (!added) {
        return earlier ? std::optional(Judged{Side::not_counted,
                                              "settled, on a day nobody knows: whether it was "
                                              "open in these days cannot be said"})
                       : std::nullopt;
    }
    if (taken) {
        return within ? std::optional(Judged{Side::not_counted, "settled before it was received"})
                      : std::nullopt;
    }
    const bool not_due = dossier.open_due && question_.today <= *dossier.open_due;
    return on_time || not_due ? Judged{Side::numerator, {}}
                              : Judged{Side::rest, why_not_in_numerator(indicator_, subject)};
}

ResultPaper BehindFigure::paper_of(const DossierFacts& dossier)
{
    const auto found = papers_.find(dossier.procedure);
    const auto& spans = found != papers_.end()
                            ? found->second
                            : papers_
                                  .emplace(std::string(dossier.procedure),
                                           procedures_.gives_result(
                                               question_.scope.unit.value_or(0), dossier.procedure,
                                               question_.period.from, question_.period.to))
                                  .first->second;
    const bool countable = !question_.scope.body || spans.size() == 1 ||
                           std::all_of(spans.begin(), spans.end(), [](const auto& span) {
                               return is_whole_months({span.from, span.to});
                           });
    const auto& day =
        question_.population == Population::received ? dossier.received : dossier.settled;
    for (const auto& span : spans) {
        if (countable && is_in(day, {span.from, span.to})) {
            return paper_said(span.holds);
        }
    }
    return ResultPaper::unknown;
}

} // namespace congto::rates
