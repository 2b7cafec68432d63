#include "collector/rates/lists.h"

#include "collector/rates/predicates.h"

#include <algorithm>

namespace congto::rates {
namespace {

using model::Level;
using registers::Procedure;

Figure judged(const Count& count)
{
    if (count.denominator == 0) {
        return {count, NoFigure::no_procedures};
    }
    return {count, count.untold == count.denominator ? std::optional(NoFigure::list_untold)
                                                     : std::nullopt};
}

void leave_open(Count& count)
{
    ++count.denominator;
    ++count.aside;
    ++count.untold;
}

bool is_asked_of(const Indicator* indicator)
{
    return indicator->reach == Reach::list_in_use;
}

} // namespace

ListRates::ListRates(const Facts& facts, const Question& question,
                     const std::vector<const Indicator*>& indicators)
    : facts_(facts), question_(question), metered_(shown_meterings(facts, question.period))
{
    if (std::any_of(indicators.begin(), indicators.end(), is_asked_of)) {
        read_use();
    }
}

void ListRates::read_use()
{
    for (const auto& group :
         facts_.cells.counts(basis_of(question_.population), {question_.scope.unit, {}, {}},
                             question_.period, store::Grouping::procedure)) {
        Use& use = use_[{group.unit, group.code}];
        for (const auto& cell : group.counts) {
            const Subject dossier{cell.cls, question_.population};
            if (counts_in(question_.population, cell.cls)) {
                with_dossiers_.insert(group.unit);
                use.by_applicant = use.by_applicant || by_applicant(dossier);
                use.assisted = use.assisted || assisted(dossier);
            }
        }
    }
}

Figure ListRates::of(const Indicator& indicator, store::UnitId unit) const
{
    return indicator.reach == Reach::list ? full(unit) : in_use(unit);
}

Figure ListRates::full(store::UnitId unit) const
{
    const auto list = facts_.procedures.issued_by(unit, question_.period.to);
    if (list.empty()) {
        return {{}, NoFigure::no_list};
    }
    Count count;
    for (const Procedure* procedure : list) {
        if (!procedure->eligible) {
            leave_open(count);
        } else if (*procedure->eligible) {
            ++count.denominator;
            count.numerator += procedure->level == Level::full ? 1 : 0;
        }
    }
    return judged(count);
}

Figure ListRates::in_use(store::UnitId unit) const
{
    const auto list = facts_.procedures.issued_by(unit, question_.period.to);
    if (list.empty()) {
        return {{}, NoFigure::no_list};
    }
    const auto metered = metered_.find(unit);
    if (metered == metered_.end() || metered->second == Metering::not_read) {
        return {{}, metered == metered_.end() ? NoFigure::not_metered : NoFigure::not_read};
    }
    Count count;
    for (const Procedure* procedure : list) {
        if (procedure->level == Level::unknown) {
            leave_open(count);
        } else if (procedure->level != Level::information_only) {
            const auto use = use_.find({unit, procedure->code});
            const bool used = use != use_.end();
            const bool by_applicant = used && use->second.by_applicant;
            ++count.denominator;
            count.numerator += by_applicant ? 1 : 0;
            count.self_service += by_applicant ? 1 : 0;
            count.assisted += used && !by_applicant && use->second.assisted ? 1 : 0;
        }
    }
    // Of days without any dossier nobody can say that nothing was in use.
    return with_dossiers_.contains(unit) ? judged(count) : Figure{count, NoFigure::no_dossiers};
}

Figure ListRates::of_nation(const Indicator& indicator) const
{
    Figure nation{{}, NoFigure::no_list};
    bool any = false;
    for (const auto& unit : facts_.units.all()) {
        const Figure figure =
            unit.valid_on(question_.period.to) ? of(indicator, unit.id) : Figure{};
        if (!figure.none) {
            nation.count = sum(nation.count, figure.count);
            any = true;
        } else if (unit.valid_on(question_.period.to) && *figure.none != NoFigure::no_list &&
                   (nation.none == NoFigure::no_list || nation.none == NoFigure::not_metered)) {
            nation.none = figure.none; // there is a list, but nothing to tell of it
        }
    }
    return any ? judged(nation.count) : nation;
}

void fill_from_lists(const Facts& facts, const Question& question,
                     const std::vector<const Indicator*>& indicators, std::vector<Group>& groups)
{
    if (std::none_of(indicators.begin(), indicators.end(),
                     [](const Indicator* one) { return counts_procedures(*one); })) {
        return;
    }
    const bool nation = question.grouping == store::Grouping::nothing;
    const ListRates lists(facts, question, indicators);
    for (std::size_t at = 0; at < indicators.size(); ++at) {
        const Indicator& indicator = *indicators[at];
        if (!counts_procedures(indicator) || unanswerable(indicator, question)) {
            continue;
        }
        for (auto& group : groups) {
            group.figures[at] =
                nation ? lists.of_nation(indicator) : lists.of(indicator, group.unit);
        }
    }
}

UnitsCounted units_counted(const Facts& facts, const Question& question, const Indicator& indicator)
{
    UnitsCounted units;
    const auto metered = meterings(facts.holdings);
    const ListRates lists(facts, question, {&indicator});
    for (const auto& unit : facts.units.all()) {
        const bool exists = unit.valid_on(question.period.to);
        const auto found = metered.find(unit.id);
        const bool read = found != metered.end() && found->second == Metering::read;
        const bool counted =
            counts_procedures(indicator) ? exists && !lists.of(indicator, unit.id).none : read;
        units.existing += exists ? 1 : 0;
        units.counted += counted ? 1 : 0;
    }
    return units;
}

} // namespace congto::rates
