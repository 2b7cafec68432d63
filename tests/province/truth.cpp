#include "tests/province/truth.h"

#include "tests/province/catalogue.h"

#include <algorithm>
#include <stdexcept>

namespace congto::province {

namespace {

constexpr std::array kBases{Basis::received, Basis::settled};

enum class Fee { none_due, paid_online, paid_offline, due };
enum class Result { unknown, none_yet, electronic, post, counter };

Fee fee_of(const Dossier& d)
{
    if (d.payment == Payment::none || d.payment == Payment::zero || d.payment == Payment::cancelled)
        return Fee::none_due;
    if (!d.paid)
        return Fee::due;
    return d.payment == Payment::gateway ? Fee::paid_online : Fee::paid_offline;
}

Result result_of(const Dossier& d, ShapeName shape)
{
    const bool file = d.delivery == Delivery::file || d.delivery == Delivery::group_file;
    // OpenCPS shows a result only once the dossier is returned; the wide system as soon as its file
    // is there.
    if (shape == ShapeName::wide && file && d.resolved)
        return Result::electronic;
    if (!d.returned)
        return Result::none_yet;
    if (file)
        return Result::electronic;
    if (d.delivery == Delivery::post_sent || d.delivery == Delivery::post_received)
        return Result::post;
    return d.delivery == Delivery::untold ? Result::unknown : Result::counter;
}

bool is_in(Basis basis, Status status)
{
    if (basis == Basis::settled)
        return status == Status::resolved || status == Status::returned;
    return status != Status::registered && status != Status::refused;
}

std::optional<DayNumber> day_on(Basis basis, const Dossier& d)
{
    auto time = d.received;
    if (basis == Basis::settled) {
        time = d.resolved_unwritten ? std::nullopt : d.resolved;
        if (!time && d.status == Status::returned)
            time = d.returned;
    }
    return time ? std::optional(day_of(*time)) : std::nullopt;
}

// A dossier that counts with whoever reads the source rightly.
bool is_mapped(const Dossier& d)
{
    return d.kind == Kind::dossier && d.standing == Standing::shown && d.flaw == Flaw::none;
}

void count(Share& share, bool in_denominator, bool in_numerator)
{
    share.denominator += in_denominator ? 1 : 0;
    share.numerator += in_denominator && in_numerator ? 1 : 0;
}

void count_words(Tally& tally, const Dossier& d, Fee fee, Result result)
{
    static constexpr std::array kChannels{"unknown", "online", "online_assisted", "counter",
                                          "post"};
    static constexpr std::array kLevels{"unknown", "full", "partial", "information_only"};
    static constexpr std::array kFees{"none_due", "paid_online", "paid_offline", "due"};
    static constexpr std::array kResults{"unknown", "none_yet", "electronic", "post", "counter"};
    ++tally.channels[kChannels[static_cast<std::size_t>(d.channel)]];
    ++tally.levels[kLevels[static_cast<std::size_t>(d.level)]];
    ++tally.fees[kFees[static_cast<std::size_t>(fee)]];
    ++tally.results[kResults[static_cast<std::size_t>(result)]];
    ++tally.statuses[std::to_string(static_cast<int>(d.status))];
}

void count(Tally& tally, const Dossier& d, Basis basis, ShapeName shape)
{
    const Fee fee = fee_of(d);
    const Result result = result_of(d, shape);
    const bool online = d.channel == Channel::online, assisted = d.channel == Channel::assisted;
    const bool full = d.level == Level::full;
    ++tally.dossiers;
    count(tally.end_to_end, true, online && full);
    count(tally.online_submission, true, online);
    count(tally.online_assisted, true, assisted);
    count(tally.online_of_two_channels, online || assisted || d.channel == Channel::counter,
          online || assisted);
    count(tally.online_of_full, full, online || assisted);
    count(tally.paid_online, fee != Fee::none_due, fee == Fee::paid_online);
    count(tally.digitised, true, false); // neither system says anything of it
    count(tally.reported, true, full || d.level == Level::partial);
    // Only what is settled can be proven to have gone online to its end.
    const bool paid = fee == Fee::none_due || fee == Fee::paid_online;
    const bool given = result == Result::electronic || result == Result::post;
    count(tally.end_to_end_proven, basis == Basis::settled,
          online && full && paid && given && !d.counter_ticket);
    count_words(tally, d, fee, result);
}

class Counting {
public:
    Counting(const State& state, const std::vector<Period>& periods)
        : shape_(state.identity().shape), catalogue_(state.identity().unit, state.identity().seed)
    {
        for (const auto& period : periods)
            truth_.periods.push_back({period, {}, {}, {}});
    }

    void add(const Dossier& d)
    {
        if (add_to_totals(d) && d.channel != Channel::migrated)
            for (const Basis basis : kBases)
                if (is_in(basis, d.status))
                    add_to_periods(d, basis);
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

    void add_to_periods(const Dossier& d, Basis basis)
    {
        const auto at = static_cast<std::size_t>(basis);
        const auto day = day_on(basis, d);
        if (!day) {
            ++truth_.totals.undated[at];
            return;
        }
        for (auto& place : truth_.periods) {
            if (*day < place.period.from || *day > place.period.to)
                continue;
            const auto& body = catalogue_.bodies()[static_cast<std::size_t>(d.body)];
            const auto& procedure = catalogue_.procedures()[static_cast<std::size_t>(d.procedure)];
            count(place.total[at], d, basis, shape_);
            count(place.bodies[at][body.code], d, basis, shape_);
            count(place.procedures[at][procedure.code], d, basis, shape_);
        }
    }

    ShapeName shape_;
    Catalogue catalogue_;
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

Truth truth_of(const State& state, const std::vector<Period>& periods)
{
    Counting counting(state, periods);
    state.each([&](const Dossier& dossier) { counting.add(dossier); });
    return std::move(counting.truth_);
}

} // namespace congto::province
