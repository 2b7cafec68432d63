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
    : facts_(facts), question_(question),
      anew_(facts.reading != nullptr && facts.reading->read() == UnitsRead::new_units),
      metered_(anew_ ? meterings(facts.holdings) : shown_meterings(facts, question.period))
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
        const auto unit = anew_ ? group.holder() : group.unit;
        Use& use = use_[{unit, group.code}];
        for (const auto& cell : group.counts) {
            const Subject dossier{cell.cls, question_.population};
            if (counts_in(question_.population, cell.cls)) {
                with_dossiers_.insert(unit);
                use.by_applicant = use.by_applicant || by_applicant(dossier);
                use.assisted = use.assisted || assisted(dossier);
            }
        }
    }
}

Figure ListRates::of(const Indicator& indicator, store::UnitId unit) const
{
    std::vector<const registers::Unit*> issuers;
    for (const auto& one : facts_.units.all()) {
        if ((anew_ ? facts_.reading->became(one.id) : one.id) == unit) {
            issuers.push_back(&one);
        }
    }
    return of_issuers(indicator, issuers);
}

Figure ListRates::of_issuer(const Indicator& indicator, const registers::Unit& unit) const
{
    const auto list = facts_.procedures.issued_by(unit.id, question_.period.to);
    // A list ends with its unit, also where a register says no such thing.
    if (list.empty() || !unit.valid_on(question_.period.to)) {
        return {{}, NoFigure::no_list};
    }
    return indicator.reach == Reach::list ? full(list) : in_use(list, unit.id);
}

Figure ListRates::full(const List& list) const
{
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

Figure ListRates::in_use(const List& list, store::UnitId unit) const
{
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

Figure ListRates::of_issuers(const Indicator& indicator,
                             const std::vector<const registers::Unit*>& units) const
{
    Figure all{{}, NoFigure::no_list};
    bool any = false;
    for (const auto* unit : units) {
        const Figure figure = of_issuer(indicator, *unit);
        if (!figure.none) {
            all.count = any ? sum(all.count, figure.count) : figure.count;
            any = true;
        } else if (!any && *figure.none != NoFigure::no_list &&
                   (all.none == NoFigure::no_list || all.none == NoFigure::not_metered)) {
            all = figure; // there is a list, but nothing to tell of it
        }
    }
    return any ? judged(all.count) : all;
}

Figure ListRates::of_nation(const Indicator& indicator) const
{
    std::vector<const registers::Unit*> units;
    for (const auto& unit : facts_.units.all()) {
        units.push_back(&unit);
    }
    Figure nation = of_issuers(indicator, units);
    if (nation.none) {
        nation.count = {}; // one unit's, not the nation's
    }
    return nation;
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
    std::set<store::UnitId> existing;
    for (const auto& unit : facts.units.all()) {
        if (unit.valid_on(question.period.to)) {
            const bool anew = question.units == UnitsRead::new_units && facts.reading != nullptr;
            existing.insert(anew ? facts.reading->became(unit.id) : unit.id);
        }
    }
    UnitsCounted units;
    units.existing = static_cast<std::int64_t>(existing.size());
    if (counts_procedures(indicator)) {
        const ListRates lists(facts, question, {&indicator});
        units.counted = std::count_if(existing.begin(), existing.end(), [&](store::UnitId unit) {
            return !lists.of(indicator, unit).none;
        });
        return units;
    }
    for (const auto& [unit, metering] : shown_meterings(facts, question.period)) {
        if (metering == Metering::read) {
            ++(existing.contains(unit) ? units.counted : units.besides);
        }
    }
    return units;
}

} // namespace congto::rates
