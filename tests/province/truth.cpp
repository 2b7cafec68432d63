#include "tests/province/truth.h"

#include "tests/province/catalogue.h"

#include <algorithm>

namespace congto::province {

namespace {

constexpr std::array kBases{Basis::received, Basis::settled};

class Counting {
public:
    Counting(const State& state, const std::vector<Period>& periods, DayNumber today)
        : shape_(state.identity().shape), catalogue_(state.identity().unit, state.identity().seed),
          today_(today)
    {
        for (const auto& period : periods)
            truth_.periods.push_back({period, {}, {}, {}});
    }

    void add(const Dossier& d)
    {
        if (!add_to_totals(d) || d.channel == Channel::migrated)
            return;
        for (const Basis basis : kBases)
            if (is_in(basis, d.status)) {
                truth_.totals.undated[static_cast<std::size_t>(basis)] += day_on(basis, d) ? 0 : 1;
                for (auto& place : truth_.periods)
                    add_to(place, d, basis);
            }
    }

    Truth truth_;

private:
    bool add_to_totals(const Dossier& d)
    {
        static constexpr std::array kKindNames{"dossier", "portal_copy", "child",  "container",
                                               "draft",   "unclaimed",   "deleted"};
        static constexpr std::array kFlawNames{"", "code", "received", "status"};
        Totals& totals = truth_.totals;
        if (d.standing == Standing::gone) {
            ++totals.hard_deleted;
            return false;
        }
        ++totals.rows;
        if (d.kind != Kind::dossier)
            ++totals.left_out[kKindNames[static_cast<std::size_t>(d.kind)]];
        else if (d.standing == Standing::deleted)
            ++totals.left_out["deleted"];
        else if (d.flaw != Flaw::none)
            ++totals.quarantined[kFlawNames[static_cast<std::size_t>(d.flaw)]];
        if (!is_mapped(d))
            return false;
        ++totals.mapped;
        totals.migrated += d.channel == Channel::migrated ? 1 : 0;
        totals.unknown_channel += d.channel == Channel::unknown ? 1 : 0;
        totals.unknown_level += d.level == Level::unknown ? 1 : 0;
        return true;
    }

    void add_to(PeriodTruth& place, const Dossier& d, Basis basis)
    {
        const auto at = static_cast<std::size_t>(basis);
        const auto day = day_on(basis, d);
        const bool within = day && *day >= place.period.from && *day <= place.period.to;
        const Timing timing = timing_of(d, basis, place.period, today_);
        if (!within && timing == Timing::no_part_of_it)
            return;
        const auto& body = catalogue_.bodies()[static_cast<std::size_t>(d.body)];
        const auto& procedure = catalogue_.procedures()[static_cast<std::size_t>(d.procedure)];
        for (Tally* tally : {&place.total[at], &place.bodies[at][body.code],
                             &place.procedures[at][procedure.code]}) {
            if (within)
                count(*tally, d, basis, shape_);
            tally->on_time.denominator += timing == Timing::no_part_of_it ? 0 : 1;
            tally->on_time.numerator += timing == Timing::on_time ? 1 : 0;
        }
    }

    ShapeName shape_;
    Catalogue catalogue_;
    DayNumber today_;
};

} // namespace

std::vector<Period> all_months(const State& state)
{
    std::optional<DayNumber> first, last;
    state.each([&](const Dossier& d) {
        for (const Basis basis : kBases)
            if (const auto day = day_on(basis, d); day && is_mapped(d) && is_in(basis, d.status)) {
                first = std::min(first.value_or(*day), *day);
                last = std::max(last.value_or(*day), *day);
            }
    });
    std::vector<Period> months;
    if (first)
        for (Month month = month_of(*first); month <= month_of(*last); month = month.next())
            months.push_back({month.name(), month.first_day(), month.last_day()});
    return months;
}

Truth truth_of(const State& state, const std::vector<Period>& periods, DayNumber today)
{
    Counting counting(state, periods, today);
    state.each([&](const Dossier& dossier) { counting.add(dossier); });
    return std::move(counting.truth_);
}

} // namespace congto::province
