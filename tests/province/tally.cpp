#include "tests/province/tally.h"

#include <array>

namespace congto::province {

namespace {

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

// When the work on a dossier ended, as far as the source tells.
std::optional<Second> ended_at(const Dossier& d)
{
    if (d.status == Status::withdrawn)
        return d.withdrawn;
    const auto resolved = d.resolved_unwritten ? std::nullopt : d.resolved;
    return !resolved && d.status == Status::returned ? d.returned : resolved;
}

bool has_ended(Status status)
{
    return is_in(Basis::settled, status) || status == Status::withdrawn;
}

std::optional<DayNumber> day_of_end(const Dossier& d)
{
    const auto end = ended_at(d);
    return end ? std::optional(day_of(*end)) : std::nullopt;
}

// Received by the end of the period, and not ended before it. Of what came in earlier and ended on
// a day nobody knows, nothing can be said.
bool is_in_stock(const Dossier& d, const Period& period)
{
    if (!d.received || day_of(*d.received) > period.to)
        return false;
    if (!has_ended(d.status))
        return true;
    const auto end = day_of_end(d);
    return end ? *end >= period.from : day_of(*d.received) >= period.from;
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

} // namespace

bool is_mapped(const Dossier& d)
{
    return d.kind == Kind::dossier && d.standing == Standing::shown && d.flaw == Flaw::none;
}

bool is_in(Basis basis, Status status)
{
    if (basis == Basis::settled)
        return status == Status::resolved || status == Status::returned;
    return status != Status::registered && status != Status::refused;
}

std::optional<DayNumber> day_on(Basis basis, const Dossier& d)
{
    if (basis == Basis::settled)
        return day_of_end(d);
    return d.received ? std::optional(day_of(*d.received)) : std::nullopt;
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
    const bool electronic = result == Result::electronic;
    count(tally.online_with_result, true, online && electronic);
    count(tally.result_electronic, is_in(Basis::settled, d.status), electronic);
    count(tally.reported, true, full || d.level == Level::partial);
    // Only what is settled can be proven to have gone online to its end.
    const bool paid = fee == Fee::none_due || fee == Fee::paid_online;
    const bool given = result == Result::electronic || result == Result::post;
    count(tally.end_to_end_proven, basis == Basis::settled,
          online && full && paid && given && !d.counter_ticket);
    count_words(tally, d, fee, result);
}

Timing timing_of(const Dossier& d, Basis basis, const Period& period, DayNumber today)
{
    const auto end = day_of_end(d);
    const bool is_part = basis == Basis::received ? is_in_stock(d, period)
                                                  : end && *end >= period.from && *end <= period.to;
    if (!is_in(basis, d.status) || !is_part)
        return Timing::no_part_of_it;
    const auto due = d.extended ? d.extended : d.due;
    if (!due)
        return Timing::not_on_time;
    const bool in_time = has_ended(d.status) ? end && *ended_at(d) <= *due : day_of(*due) >= today;
    return in_time ? Timing::on_time : Timing::not_on_time;
}

} // namespace congto::province
