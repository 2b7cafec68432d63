#include "collector/rates/on_time.h"

#include <algorithm>

namespace congto::rates {
namespace {

using store::Timeliness;

class Stock {
public:
    Stock(Tally& tally, std::size_t at, const Indicator& indicator, const store::Cells& cells,
          const Question& question)
        : tally_(tally), at_(at), indicator_(indicator), cells_(cells), question_(question)
    {
    }

    void add_received_in_period() { add(store::Basis::received, question_.period, 1, every); }

    // A dossier settled on a day nobody knows cannot be said to have been open in the period.
    void add_received_before()
    {
        if (const auto earlier = all_before(store::Basis::received)) {
            add(store::Basis::received, *earlier, 1, has_known_days);
        }
    }

    // What was withdrawn before anybody received it was never added: it is not taken away either.
    void take_settled_before()
    {
        if (const auto earlier = all_before(store::Basis::settled)) {
            add(store::Basis::settled, *earlier, -1, was_received);
        }
    }

    void add_open_not_due()
    {
        for (const auto& group : cells_.open_not_due(question_.scope, question_.period.to,
                                                     question_.today, question_.grouping)) {
            for (const auto& cell : group.counts) {
                tally_.add_met({group.unit, group.code}, at_, {cell.cls, Population::received},
                               cell.count);
            }
        }
    }

private:
    using Which = bool (*)(store::CellClass);

    static bool every(store::CellClass) { return true; }
    static bool was_received(store::CellClass cls) { return !cls.never_received(); }
    static bool has_known_days(store::CellClass cls)
    {
        return cls.timeliness() != Timeliness::undated;
    }

    // From the first day there is anything of, at the first of its month: bodies with procedures
    // are counted by whole months. None: nothing lies before the period.
    std::optional<store::Period> all_before(store::Basis basis) const
    {
        const auto first = cells_.first_day(basis);
        if (!first || !(*first < question_.period.from)) {
            return std::nullopt;
        }
        return store::Period{model::first_day(model::month_of(*first)),
                             {question_.period.from.number - 1}};
    }

    void add(store::Basis basis, const store::Period& period, std::int64_t sign, Which which)
    {
        for (const auto& group :
             cells_.counts(basis, question_.scope, period, question_.grouping)) {
            add(group, sign, which);
        }
    }

    void add(const store::CellGroup& group, std::int64_t sign, Which which)
    {
        for (const auto& cell : group.counts) {
            if (which(cell.cls)) {
                tally_.add({group.unit, group.code}, at_, indicator_,
                           {cell.cls, Population::received}, sign * cell.count);
            }
        }
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
}

} // namespace congto::rates
