#include "collector/rates/gap.h"

#include "collector/rates/predicates.h"

#include <utility>

namespace congto::rates {
namespace {

// Cross products of two shares of the nation's dossiers exceed 64 bits.
__extension__ using Wide = __int128;

bool end_to_end_paid(const Subject& dossier)
{
    return end_to_end(dossier) && paid_without_counter(dossier);
}

bool end_to_end_paid_with_result(const Subject& dossier)
{
    return end_to_end_paid(dossier) && result_without_counter(dossier);
}

constexpr Indicator counting(std::string_view name, std::string_view says, Predicate numerator)
{
    return {.name = name, .says = says, .denominator = every, .numerator = numerator};
}

constexpr Indicator kWithAssisted =
    counting("online_with_assisted", "submitted online, assisted or not / all dossiers",
             through_the_network);
constexpr Indicator kFullWithAssisted =
    counting("full_with_assisted",
             "submitted online, assisted or not, procedure at level full / all dossiers",
             full_through_the_network);
constexpr Indicator kPaid =
    counting("end_to_end_paid", "end to end, nothing due or paid through a gateway / all settled",
             end_to_end_paid);
constexpr Indicator kPaidWithResult =
    counting("end_to_end_paid_with_result",
             "end to end, nothing due or paid through a gateway, result electronic or by post / "
             "all settled",
             end_to_end_paid_with_result);

struct Onward {
    Station to;
    std::string_view change;
};

// The one change that leads from a station towards end_to_end, and from there to proven.
Onward onward_from(Station station)
{
    switch (station) {
    case Station::online_of_two_channels:
        return {Station::online_with_assisted, "sent by post or by unknown ways: counted too"};
    case Station::online_of_full:
        return {Station::full_with_assisted, "of procedures not offered full: counted too"};
    case Station::online_with_assisted:
        return {Station::full_with_assisted, "not at level full: taken out of online"};
    case Station::full_with_assisted:
        return {Station::end_to_end, "keyed in by somebody else: taken out of online"};
    case Station::online_with_result:
        return {Station::online_submission, "without an electronic result: let in"};
    case Station::online_submission:
        return {Station::end_to_end, "not at level full: taken out of online"};
    case Station::end_to_end:
        return {Station::paid, "fee paid at a counter, or unproven: taken out"};
    case Station::paid:
        return {Station::paid_with_result, "result fetched at a counter: taken out"};
    case Station::paid_with_result:
        return {Station::end_to_end_proven, "evidence of assisted entry or a visit: taken out"};
    case Station::end_to_end_proven:
        break;
    }
    return {Station::end_to_end_proven, {}};
}

// What a unit may have reported: the strictest first.
constexpr std::array kReportable{
    Station::end_to_end,           Station::online_with_result,     Station::online_submission,
    Station::online_with_assisted, Station::online_of_two_channels, Station::online_of_full};

const std::optional<Share>& at(const Shares& shares, Station station)
{
    return shares[static_cast<std::size_t>(station)];
}

Share distance(const Share& one, const Share& other)
{
    Share between = difference(one, other);
    between.numerator = between.numerator < 0 ? -between.numerator : between.numerator;
    return between;
}

bool is_less(const Share& one, const Share& other)
{
    return Wide{one.numerator} * other.denominator < Wide{other.numerator} * one.denominator;
}

Station nearest_to(const Share& reported, const Shares& shares)
{
    Station nearest = Station::end_to_end;
    for (const Station station : kReportable) {
        if (at(shares, station) && is_less(distance(reported, *at(shares, station)),
                                           distance(reported, *at(shares, nearest)))) {
            nearest = station;
        }
    }
    return nearest;
}

} // namespace

const std::vector<const Indicator*>& gap_indicators()
{
    static const std::vector<const Indicator*> all{indicator_named("end_to_end"),
                                                   indicator_named("online_submission"),
                                                   &kWithAssisted,
                                                   indicator_named("online_with_result"),
                                                   indicator_named("online_of_two_channels"),
                                                   indicator_named("online_of_full"),
                                                   &kFullWithAssisted,
                                                   &kPaid,
                                                   &kPaidWithResult,
                                                   indicator_named("end_to_end_proven")};
    return all;
}

const Indicator& indicator_of(Station station)
{
    return *gap_indicators()[static_cast<std::size_t>(station)];
}

Share difference(const Share& from, const Share& to)
{
    const Wide numerator =
        Wide{to.numerator} * from.denominator - Wide{from.numerator} * to.denominator;
    const Wide denominator = Wide{to.denominator} * from.denominator;
    Wide size = numerator < 0 ? -numerator : numerator;
    Wide divisor = denominator;
    while (size != 0) {
        divisor %= size;
        std::swap(divisor, size);
    }
    return {static_cast<std::int64_t>(numerator / divisor),
            static_cast<std::int64_t>(denominator / divisor)};
}

Share as_share(registers::WrittenRate reported)
{
    std::int64_t whole = 100;
    for (int place = 0; place < reported.decimals; ++place) {
        whole *= 10;
    }
    return {reported.scaled, whole};
}

std::vector<Step> walk_from(registers::WrittenRate reported, const Shares& shares, bool to_proven)
{
    if (!at(shares, Station::end_to_end)) {
        return {};
    }
    Station station = nearest_to(as_share(reported), shares);
    const Station end = to_proven ? Station::end_to_end_proven : Station::end_to_end;
    std::vector<Step> steps{{station, *at(shares, station), {}}};
    while (station != end) {
        const Onward onward = onward_from(station);
        station = onward.to;
        steps.push_back({station, at(shares, station).value(), onward.change});
    }
    return steps;
}

} // namespace congto::rates
