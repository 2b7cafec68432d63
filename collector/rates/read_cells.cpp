#include "collector/rates/read_cells.h"

#include "collector/rates/count.h"
#include "collector/rates/moved_groups.h"

#include <algorithm>
#include <set>

namespace congto::rates {
namespace {

using store::Grouping;
using store::Period;
using store::Scope;

// Over all units together nothing moves.
bool is_nation(const Scope& scope, Grouping grouping)
{
    return grouping == Grouping::nothing && !scope.unit;
}

// What `ask` gives, each unit's under what it became.
template <typename Ask>
std::vector<store::CellGroup> under_new_units(const UnitReading& reading, const Scope& scope,
                                              Grouping grouping, Ask ask)
{
    MovedGroups moved(grouping, scope.unit);
    if (!scope.unit) {
        for (const auto& group : ask(scope)) {
            moved.add(reading.became(group.unit), group.unit, group);
        }
        return moved.take();
    }
    for (const auto holder : reading.holders_of(*scope.unit)) {
        Scope of_holder = scope;
        of_holder.unit = holder;
        for (const auto& group : ask(of_holder)) {
            moved.add(reading.became(holder), holder, group);
        }
    }
    return moved.take();
}

// One count, with what merged units hold of the days of old units under these.
class OldUnits {
public:
    OldUnits(const store::Cells& held, const UnitReading& reading, store::Basis basis, Scope scope,
             Period period, Grouping grouping)
        : held_(held), reading_(reading), basis_(basis), scope_(std::move(scope)), period_(period),
          grouping_(grouping), by_procedure_(scope_.procedure || grouping == Grouping::procedure),
          moved_(grouping, scope_.unit)
    {
    }

    std::vector<store::CellGroup> count()
    {
        if (scope_.unit) {
            for (const auto holder : reading_.holders_of(*scope_.unit)) {
                add_held_by(holder);
            }
            return moved_.take();
        }
        std::set<store::UnitId> parted;
        for (const auto& group : held_.counts(basis_, scope_, period_, grouping_)) {
            if (part_of_old_units(group.unit)) {
                parted.insert(group.unit);
            } else {
                moved_.add(group.unit, 0, group);
            }
        }
        for (const auto unit : parted) {
            add_held_by(unit);
        }
        return moved_.take();
    }

private:
    // The days of the period of which the unit may hold dossiers of old units; none: it cannot.
    // With procedures bodies are counted by whole months: a month in which one ended stays out.
    std::optional<Period> part_of_old_units(store::UnitId unit) const
    {
        auto until = reading_.last_of_old(unit);
        if (by_procedure_ && !is_whole_months(period_)) {
            return std::nullopt;
        }
        if (until && by_procedure_) {
            until = model::Day{model::first_day(model::month_of({until->number + 1})).number - 1};
        }
        if (!until || *until < period_.from) {
            return std::nullopt;
        }
        return Period{period_.from, std::min(*until, period_.to)};
    }

    void add_held_by(store::UnitId holder)
    {
        Scope scope = scope_;
        scope.unit = holder;
        const auto part = part_of_old_units(holder);
        if (!part) {
            add(scope, period_, holder, 0);
            return;
        }
        if (part->to < period_.to) {
            add(scope, {{part->to.number + 1}, period_.to}, holder, holder);
        }
        for (const auto& of_body : held_.counts(basis_, scope, *part, Grouping::body)) {
            add_body(scope, *part, of_body);
        }
    }

    void add_body(Scope scope, const Period& part, const store::CellGroup& of_body)
    {
        const store::UnitId holder = *scope.unit;
        const auto told = by_procedure_ ? BodiesBy::month : BodiesBy::day;
        const auto spans = reading_.old_units(holder, of_body.code, part, told);
        scope.body = of_body.code;
        for (const auto& span : spans) {
            add(scope, span.days, span.unit, holder);
        }
        if (grouping_ == Grouping::body && !by_procedure_ && is_whole_months(period_)) {
            add_told_by_month(holder, of_body.code, part);
        }
    }

    // Who asks the procedures of each body must find it also where only these show it: without
    // counts, as it has none told by days.
    void add_told_by_month(store::UnitId holder, const std::string& body, const Period& part)
    {
        for (const auto& span : reading_.old_units(holder, body, part, BodiesBy::month)) {
            moved_.add(span.unit, holder, {span.unit, body, {}});
        }
    }

    // `held`: by whom, when its dossiers were told apart by bodies; else 0.
    void add(const Scope& scope, const Period& days, store::UnitId shown, store::UnitId held)
    {
        if (scope_.unit && *scope_.unit != shown) {
            return; // not asked for: not worth reading
        }
        for (const auto& group : held_.counts(basis_, scope, days, grouping_)) {
            moved_.add(shown, held, group);
        }
    }

    const store::Cells& held_;
    const UnitReading& reading_;
    store::Basis basis_;
    Scope scope_;
    Period period_;
    Grouping grouping_;
    bool by_procedure_;
    MovedGroups moved_;
};

} // namespace

std::vector<store::CellGroup> ReadCells::counts(store::Basis basis, const Scope& scope,
                                                const Period& period, Grouping grouping) const
{
    if (is_nation(scope, grouping)) {
        return held_.counts(basis, scope, period, grouping);
    }
    if (reading_.read() == UnitsRead::old_units) {
        return OldUnits(held_, reading_, basis, scope, period, grouping).count();
    }
    return under_new_units(reading_, scope, grouping, [&](const Scope& of) {
        return held_.counts(basis, of, period, grouping);
    });
}

std::vector<store::CellGroup> ReadCells::open_not_due(const Scope& scope, model::Day received_to,
                                                      model::Day due_from, Grouping grouping) const
{
    const auto as_held = [&](const Scope& of) {
        return held_.open_not_due(of, received_to, due_from, grouping);
    };
    const bool moves = reading_.read() == UnitsRead::new_units && !is_nation(scope, grouping);
    return moves ? under_new_units(reading_, scope, grouping, as_held) : as_held(scope);
}

std::vector<store::CellGroup> ReadCells::undated(store::Basis basis, const Scope& scope,
                                                 Grouping grouping) const
{
    const auto as_held = [&](const Scope& of) { return held_.undated(basis, of, grouping); };
    const bool moves = reading_.read() == UnitsRead::new_units && !is_nation(scope, grouping);
    return moves ? under_new_units(reading_, scope, grouping, as_held) : as_held(scope);
}

void ReadCells::flags(const Scope& scope, const store::MonthSpan& months,
                      const store::FlagVisitor& visit) const
{
    held_.flags(scope, months, visit);
}

void ReadCells::fingerprinted(store::UnitId unit, model::Month opened,
                              const store::FingerprintVisitor& visit) const
{
    held_.fingerprinted(unit, opened, visit);
}

void ReadCells::frozen_persons(store::UnitId unit, model::Month opened,
                               const store::FrozenVisitor& visit) const
{
    held_.frozen_persons(unit, opened, visit);
}

std::optional<model::Month> ReadCells::fingerprints_erased_through() const
{
    return held_.fingerprints_erased_through();
}

void ReadCells::sequences(const std::optional<store::UnitId>& unit, const Period& opened,
                          const store::SequenceVisitor& visit) const
{
    held_.sequences(unit, opened, visit);
}

std::vector<store::SourceVerification> ReadCells::verifications(const Period& opened) const
{
    return held_.verifications(opened);
}

std::optional<model::Day> ReadCells::first_day(store::Basis basis) const
{
    return held_.first_day(basis);
}

} // namespace congto::rates
