#include "collector/rates/ranking.h"

#include "collector/rates/bodies_over.h"
#include "collector/rates/ranks.h"
#include "collector/rates/rate.h"

#include <algorithm>
#include <utility>

namespace congto::rates {
namespace {

class RankingMade {
public:
    RankingMade(const Facts& facts, const RankingQuestion& asked)
        : facts_(facts), asked_(asked), places_(facts, asked),
          before_(period_before(asked.question.period))
    {
    }

    Ranking of_units()
    {
        const auto now = answers(asked_.question);
        const auto before = answers(earlier());
        Ranking ranking{{}, before_};
        RankedTable nation{RankedOf::nation, {}, {}, {}};
        for (const auto& [of, kind] :
             {std::pair(RankedOf::provinces, registers::UnitKind::province),
              std::pair(RankedOf::ministries, registers::UnitKind::ministry)}) {
            RankedTable table = table_of(of, of_kind(now, kind), of_kind(before, kind));
            table.together =
                places_.of_kind(kind, together_of(of_kind(now, kind), of_kind(before, kind)));
            nation.counted.counted += table.counted.counted;
            nation.counted.existing += table.counted.existing;
            ranking.tables.push_back(std::move(table));
        }
        nation.together = places_.of_nation(together_of(now, before));
        ranking.tables.push_back(std::move(nation));
        return ranking;
    }

    Ranking of_bodies()
    {
        const Place unit = of_unit();
        const auto now = with_registered(answers(asked_.question), unit.figure);
        const auto before = answers(earlier());
        Ranking ranking{{}, before_};
        for (const auto of : {RankedOf::communes, RankedOf::bodies}) {
            RankedTable table = table_of(of, at_level(now, of), at_level(before, of));
            table.together = unit;
            const bool last = of == RankedOf::bodies && ranking.tables.empty();
            if (!table.places.empty() || last) {
                ranking.tables.push_back(std::move(table));
            }
        }
        return ranking;
    }

private:
    Question earlier() const
    {
        Question question = asked_.question;
        question.period = before_.period;
        return question;
    }

    std::vector<Group> answers(const Question& question) const
    {
        return answered(facts_, question, Listed::every_unit, {asked_.indicator});
    }

    bool exists(const registers::Unit& unit) const
    {
        return unit.valid_on(asked_.question.period.to);
    }

    // Those that exist on the last day, and others that are metered.
    std::vector<Group> of_kind(const std::vector<Group>& groups, registers::UnitKind kind) const
    {
        std::vector<Group> found;
        for (const auto& group : groups) {
            const auto* unit = facts_.units.with_id(group.unit);
            const auto none = group.figures.front().none;
            const bool counts =
                unit != nullptr && unit->kind == kind &&
                (exists(*unit) || (none != NoFigure::not_metered && none != NoFigure::no_list));
            if (counts) {
                found.push_back(group);
            }
        }
        return found;
    }

    std::vector<Group> at_level(const std::vector<Group>& groups, RankedOf of) const
    {
        const BodiesOver bodies(facts_, *asked_.question.scope.unit, asked_.question.period);
        std::vector<Group> found;
        for (const auto& group : groups) {
            const auto* body = bodies.find(group.code);
            const bool communal = body != nullptr && registers::is_communal(body->kind);
            if (communal == (of == RankedOf::communes)) {
                found.push_back(group);
            }
        }
        return found;
    }

    // Bodies that have no dossiers are known from their register; of a unit that is not metered or
    // not read nobody knows whether they have.
    std::vector<Group> with_registered(std::vector<Group> groups, const Figure& of_unit) const
    {
        const bool read = !of_unit.none || *of_unit.none == NoFigure::no_dossiers ||
                          *of_unit.none == NoFigure::untold;
        const Figure none{{}, read ? NoFigure::no_dossiers : *of_unit.none};
        const store::UnitId unit = *asked_.question.scope.unit;
        for (const auto* body : facts_.bodies.of_unit_on(unit, asked_.question.period.to)) {
            const bool there = std::any_of(groups.begin(), groups.end(), [&](const Group& group) {
                return group.code == body->code;
            });
            if (!there) {
                groups.push_back({unit, body->code, {none}});
            }
        }
        std::sort(groups.begin(), groups.end(),
                  [](const Group& one, const Group& other) { return one.code < other.code; });
        return groups;
    }

    // `now` in the order of those that have no rank.
    RankedTable table_of(RankedOf of, const std::vector<Group>& now,
                         const std::vector<Group>& before) const
    {
        RankedTable table{of, {}, {}, {}};
        std::vector<Figure> figures;
        std::vector<Figure> earlier;
        for (const auto& group : now) {
            const Movement movement{group.figures.front(), figure_of(before, group)};
            Place place = asked_.question.grouping == store::Grouping::body
                              ? places_.of_body(group.unit, group.code, movement)
                              : places_.of_unit(group.unit, movement);
            figures.push_back(place.figure);
            earlier.push_back(place.before);
            table.counted.counted += place.figure.none ? 0 : 1;
            table.counted.existing += 1;
            table.places.push_back(std::move(place));
        }
        const auto ranks = ranks_of(figures);
        const auto ranks_before = ranks_of(earlier);
        for (std::size_t at = 0; at < table.places.size(); ++at) {
            table.places[at].rank = ranks[at];
            table.places[at].rank_before = ranks_before[at];
        }
        std::stable_sort(table.places.begin(), table.places.end(),
                         [](const Place& one, const Place& other) {
                             return is_higher(one.figure, other.figure);
                         });
        return table;
    }

    Figure figure_of(const std::vector<Group>& groups, const Group& wanted) const
    {
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) {
            return group.unit == wanted.unit && group.code == wanted.code;
        });
        // Not there: a body without dossiers then, or a unit of another time.
        return found == groups.end() ? Figure{} : found->figures.front();
    }

    Movement together_of(const std::vector<Group>& now, const std::vector<Group>& before) const
    {
        return {together(*asked_.indicator, figures_of(now)),
                together(*asked_.indicator, figures_of(before))};
    }

    static std::vector<Figure> figures_of(const std::vector<Group>& groups)
    {
        std::vector<Figure> figures;
        figures.reserve(groups.size());
        for (const auto& group : groups) {
            figures.push_back(group.figures.front());
        }
        return figures;
    }

    // The one whose bodies are ranked.
    Place of_unit() const
    {
        Question question = asked_.question;
        question.grouping = store::Grouping::unit;
        Question before = earlier();
        before.grouping = store::Grouping::unit;
        const auto figure = [&](const Question& of) { return answers(of).front().figures.front(); };
        return places_.of_unit(*question.scope.unit, {figure(question), figure(before)});
    }

    const Facts& facts_;
    const RankingQuestion& asked_;
    Places places_;
    PeriodBefore before_;
};

} // namespace

std::string_view name_of(RankedOf of)
{
    switch (of) {
    case RankedOf::provinces:
        return "provinces";
    case RankedOf::ministries:
        return "ministries";
    case RankedOf::communes:
        return "communes";
    case RankedOf::bodies:
        return "bodies";
    case RankedOf::nation:
        return "nation";
    }
    return "";
}

Ranking ranked(const Facts& facts, const RankingQuestion& asked)
{
    RankingMade ranking(facts, asked);
    return asked.question.grouping == store::Grouping::body ? ranking.of_bodies()
                                                            : ranking.of_units();
}

} // namespace congto::rates
