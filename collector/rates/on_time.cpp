#include "collector/rates/on_time.h"

#include <algorithm>

namespace congto::rates {
namespace {

using store::Timeliness;

model::Day before(model::Day day)
{
    return {day.number - 1};
}

// From the first day there is anything of, at the first of its month: bodies with procedures are
// counted by whole months. None: nothing lies before the period.
std::optional<store::Period> all_before(const store::Cells& cells, store::Basis basis,
                                        model::Day from)
{
    const auto first = cells.first_day(basis);
    if (!first || !(*first < from)) {
        return std::nullopt;
    }
    return store::Period{model::first_day(model::month_of(*first)), before(from)};
}

class Stock {
public:
    Stock(Tally& tally, std::size_t at, const Indicator& indicator, const store::Cells& cells,
          const Question& question)
        : tally_(tally), at_(at), indicator_(indicator), cells_(cells), question_(question)
    {
    }

    void add_received_in_period()
    {
        each(store::Basis::received, question_.period,
             [&](const store::CellGroup& group, const store::CellCount& cell) {
                 add(group, cell.cls, cell.count);
             });
    }

    // A dossier settled on a day nobody knows cannot be said to have been open in the period.
    void add_received_before()
    {
        const auto earlier = all_before(cells_, store::Basis::received, question_.period.from);
        if (earlier) {
            each(store::Basis::received, *earlier,
                 [&](const store::CellGroup& group, const store::CellCount& cell) {
                     if (cell.cls.timeliness() != Timeliness::undated) {
                         add(group, cell.cls, cell.count);
                     }
                 });
        }
    }

    void take_settled_before()
    {
        const auto earlier = all_before(cells_, store::Basis::settled, question_.period.from);
        if (earlier) {
            each(store::Basis::settled, *earlier,
                 [&](const store::CellGroup& group, const store::CellCount& cell) {
                     add(group, cell.cls, -cell.count);
                 });
        }
    }

    void add_open_not_due()
    {
        for (const auto& group : cells_.open_not_due(question_.scope, question_.period.to,
                                                     question_.today, question_.grouping)) {
            for (const auto& cell : group.counts) {
                if (counts_in(Population::received, cell.cls)) {
                    Count& sum = tally_.count(group.unit, group.code, at_);
                    sum.numerator += cell.count;
                    sum.untold -= cell.count;
                }
            }
        }
    }

private:
    template <typename Visit>
    void each(store::Basis basis, const store::Period& period, Visit visit)
    {
        for (const auto& group :
             cells_.counts(basis, question_.scope, period, question_.grouping)) {
            for (const auto& cell : group.counts) {
                visit(group, cell);
            }
        }
    }

    void add(const store::CellGroup& group, store::CellClass cls, std::int64_t count)
    {
        tally_.add(group.unit, group.code, at_, indicator_, {cls, Population::received}, count);
    }

    Tally& tally_;
    std::size_t at_;
    const Indicator& indicator_;
    const store::Cells& cells_;
    const Question& question_;
};

} // namespace

void add_stock(Tally& tally, std::size_t at, const Indicator& indicator, const store::Cells& cells,
               const Question& question)
{
    Stock stock(tally, at, indicator, cells, question);
    stock.add_received_in_period();
    stock.add_received_before();
    stock.take_settled_before();
    stock.add_open_not_due();
    // An open dossier that is not counted as not yet due is overdue, or has no due time: nothing
    // tells which. Where a settled one has none, the source gives none; elsewhere it is overdue.
    tally.each(at, [](Count& count) { count.untold = count.aside == 0 ? 0 : count.untold; });
}

} // namespace congto::rates
