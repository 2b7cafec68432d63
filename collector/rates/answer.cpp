#include "collector/rates/answer.h"

#include "collector/rates/lists.h"
#include "collector/rates/rate.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace congto::rates {
namespace {

using Key = std::pair<store::UnitId, std::string>;

bool valid_within(const registers::Unit& unit, const store::Period& period)
{
    return unit.valid_from <= period.to && (!unit.valid_to || period.from <= *unit.valid_to);
}

std::set<store::UnitId> listed_units(const Facts& facts, const Meterings& metered,
                                     const Question& question, Listed listed)
{
    if (question.grouping != store::Grouping::unit) {
        return {};
    }
    if (question.scope.unit) {
        return {*question.scope.unit};
    }
    std::set<store::UnitId> units;
    for (const auto& [unit, metering] : metered) {
        units.insert(unit);
    }
    for (const auto& unit : facts.units.all()) {
        if (listed == Listed::every_unit && valid_within(unit, question.period)) {
            const bool anew = question.units == UnitsRead::new_units;
            units.insert(anew ? facts.reading->became(unit.id) : unit.id);
        }
    }
    return units;
}

// Of Groups or HeadlineRows.
template <typename OfGroup>
void sort_nationally(const Facts& facts, std::vector<OfGroup>& groups)
{
    const auto place = [&](const OfGroup& group) {
        const auto* unit = facts.units.with_id(group.unit);
        const bool unknown = unit == nullptr;
        return std::tuple(unknown ? 2 : static_cast<int>(unit->kind), unknown || unit->code.empty(),
                          unknown              ? std::string()
                          : unit->code.empty() ? unit->name_vi
                                               : unit->code,
                          group.unit, group.code);
    };
    std::sort(groups.begin(), groups.end(),
              [&](const OfGroup& one, const OfGroup& other) { return place(one) < place(other); });
}

const registers::ReportedFigure* latest_reported(const Facts& facts, store::UnitId unit,
                                                 const Question& question)
{
    const auto& period = question.period;
    const registers::ReportedFigure* latest = nullptr;
    for (const auto& figure : facts.reported) {
        const bool asked = measured_for(question, figure.unit) == unit && figure.body.empty() &&
                           figure.from == period.from && figure.to == period.to &&
                           figure.indicator == "end_to_end";
        if (asked && (latest == nullptr || latest->reported_on <= figure.reported_on)) {
            latest = &figure;
        }
    }
    return latest;
}

std::map<Key, std::int64_t> undated_counts(const Facts& facts, const Question& question)
{
    std::map<Key, std::int64_t> sums;
    for (const auto& group :
         facts.cells.undated(basis_of(question.population), question.scope, question.grouping)) {
        std::int64_t sum = 0;
        for (const auto& cell : group.counts) {
            sum += counts_in(question.population, cell.cls) ? cell.count : 0;
        }
        if (sum > 0) {
            sums[{group.unit, group.code}] += sum;
        }
    }
    return sums;
}

// Of a group that has no cell: why it has no figure. Unit 0 is all of them.
Figure absent(const Meterings& metered, store::UnitId unit)
{
    bool greeted = false;
    bool read = false;
    for (const auto& [id, metering] : metered) {
        const bool meant = unit == 0 || unit == id;
        greeted = greeted || meant;
        read = read || (meant && metering == Metering::read);
    }
    if (!greeted) {
        return {{}, NoFigure::not_metered};
    }
    return {{}, read ? NoFigure::no_dossiers : NoFigure::not_read};
}

Group absent_group(store::UnitId unit, const Meterings& metered, const Question& question,
                   const std::vector<const Indicator*>& indicators)
{
    Group group{unit, {}, {}};
    for (const auto* indicator : indicators) {
        const auto why = unanswerable(*indicator, question);
        group.figures.push_back(why ? Figure{{}, why} : absent(metered, unit));
    }
    return group;
}

// Rows by group, each with its reason until it gets its figures.
class HeadlineRows {
public:
    HeadlineRows(const Facts& facts, const store::Period& period)
        : metered_(shown_meterings(facts, period))
    {
    }

    HeadlineRow& at(const Key& key)
    {
        const auto [row, fresh] = rows_.try_emplace(key);
        if (fresh) {
            row->second.unit = key.first;
            row->second.code = key.second;
            const Figure none = absent(metered_, key.first);
            row->second.online_submission = none;
            row->second.end_to_end = none;
            row->second.proven = none;
        }
        return row->second;
    }

    std::vector<HeadlineRow> take()
    {
        std::vector<HeadlineRow> rows;
        for (auto& [key, row] : rows_) {
            rows.push_back(std::move(row));
        }
        return rows;
    }

private:
    Meterings metered_;
    std::map<Key, HeadlineRow> rows_;
};

} // namespace

std::vector<Group> answered(const Facts& facts, const Question& question, Listed listed,
                            const std::vector<const Indicator*>& indicators)
{
    auto groups = counted(facts.cells, facts.procedures, question, indicators);
    std::set<store::UnitId> present;
    for (const auto& group : groups) {
        present.insert(group.unit);
    }
    const auto metered = shown_meterings(facts, question.period);
    for (const auto unit : listed_units(facts, metered, question, listed)) {
        if (present.count(unit) == 0) {
            groups.push_back(absent_group(unit, metered, question, indicators));
        }
    }
    if (question.grouping == store::Grouping::nothing && groups.empty()) {
        groups.push_back(absent_group(0, metered, question, indicators));
    }
    fill_from_lists(facts, question, indicators, groups);
    sort_nationally(facts, groups);
    return groups;
}

std::vector<HeadlineRow> headline(const Facts& facts, const Question& question, Listed listed)
{
    Question settled = question;
    if (question.population == Population::received) {
        settled.population = Population::settled;
    }
    HeadlineRows rows(facts, question.period);
    for (const auto& group :
         answered(facts, question, listed,
                  {indicator_named("online_submission"), indicator_named("end_to_end")})) {
        HeadlineRow& row = rows.at({group.unit, group.code});
        row.online_submission = group.figures[0];
        row.end_to_end = group.figures[1];
    }
    for (const auto& group :
         answered(facts, settled, listed, {indicator_named("end_to_end_proven")})) {
        rows.at({group.unit, group.code}).proven = group.figures[0];
    }
    for (const auto& [key, count] : undated_counts(facts, question)) {
        rows.at(key).undated = count;
    }
    auto all = rows.take();
    sort_nationally(facts, all);
    const Coverages coverages(facts, question);
    for (auto& row : all) {
        row.coverage = coverages.of(row.unit);
        if (question.grouping == store::Grouping::unit) {
            const auto* reported = latest_reported(facts, row.unit, question);
            row.reported = reported == nullptr ? std::nullopt : std::optional(*reported);
        }
    }
    return all;
}

std::optional<std::string> gap_of(const HeadlineRow& row)
{
    if (!row.reported || row.end_to_end.none) {
        return std::nullopt;
    }
    const auto rate = registers::parse_rate(row.reported->rate);
    const auto& measured = row.end_to_end.count;
    return rate ? std::optional(gap_in_points(*rate, measured.numerator, measured.denominator))
                : std::nullopt;
}

} // namespace congto::rates
