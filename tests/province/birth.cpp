#include "tests/province/birth.h"

#include "tests/province/calibration.h"

#include <array>
#include <cstdio>

namespace congto::province {

namespace {

const ChannelShares& channels_of(Level level)
{
    if (level == Level::full)
        return kChannelsOfFull;
    return level == Level::partial ? kChannelsOfPartial : kChannelsOfOthers;
}

// An index by shares in thousandths; the last takes what is left.
template <std::size_t N>
std::size_t drawn(Random& random, const std::array<int, N>& shares)
{
    auto left = static_cast<std::int64_t>(random.below(1'000));
    for (std::size_t i = 0; i + 1 < N; ++i)
        if ((left -= shares[i]) < 0)
            return i;
    return N - 1;
}

// Far above what a body gives in a day.
constexpr std::int64_t kFirstLiveCode = 50'000;

} // namespace

std::string CodeBook::next_code(const Catalogue& catalogue, std::int64_t body, DayNumber day)
{
    const auto given = ++last_[{body, day}];
    changed_[{body, day}] = given;
    const auto number = given + (series_ == Series::live ? kFirstLiveCode : 0);
    std::array<char, 24> sequence{};
    std::snprintf(sequence.data(), sequence.size(), "%04lld", static_cast<long long>(number));
    return catalogue.bodies()[static_cast<std::size_t>(body)].code_in_dossiers + "-" +
           short_name_of_day(day) + "-" + sequence.data();
}

Random Births::chance_of(std::int64_t number) const
{
    return Random(mixed(seed_, static_cast<std::uint64_t>(number)));
}

Dossier Births::dossier(std::int64_t number, Second submitted, Second latest)
{
    Random random = chance_of(number);
    Dossier d;
    d.number = number;
    d.procedure = catalogue_.draw_procedure(random);
    d.body = catalogue_.draw_body(d.procedure, random);
    return born(d, submitted, latest, random);
}

Dossier Births::like(const Dossier& other, std::int64_t number, Second submitted, Second latest)
{
    Random random = chance_of(number);
    Dossier d;
    d.number = number;
    d.procedure = other.procedure;
    d.body = other.body;
    return born(d, submitted, latest, random);
}

Dossier Births::born(Dossier d, Second submitted, Second latest, Random& random)
{
    const auto& procedure = catalogue_.procedures()[static_cast<std::size_t>(d.procedure)];
    d.level = procedure.level_on(day_of(submitted));
    choose_channel(d, random);
    const bool at_counter = d.channel == Channel::counter || d.channel == Channel::migrated;
    d.submitted = at_counter && when_open(submitted) <= latest ? when_open(submitted) : submitted;
    d.created = d.submitted;
    d.promised = procedure.promised_days * kOpenSecondsADay;
    d.code = codes_.next_code(catalogue_, d.body, day_of(d.created));
    // Not every system has a fallback column.
    d.code_in_reference = shape_ == ShapeName::opencps && random.in_ten_thousand(kCodeInReference);
    if (random.in_ten_thousand(kOddLevel)) {
        d.level = Level::unknown;
        d.odd_word = random.in_thousand(500);
    }
    choose_payment(d, random);
    choose_delivery(d, random);
    d.dummy_identity = Random(mixed(seed_ ^ 0x1dU, static_cast<std::uint64_t>(d.number)))
                           .in_ten_thousand(kDummyIdentity);
    if (conduct_ == Conduct::honest)
        behave(d);
    d.modified = d.submitted * 1'000'000;
    return d;
}

void Births::choose_channel(Dossier& d, Random& random) const
{
    const auto& shares = channels_of(d.level);
    constexpr std::array kWords{Channel::online, Channel::assisted, Channel::counter, Channel::post,
                                Channel::unknown};
    d.channel = kWords[drawn(random, std::array{shares.online, shares.assisted, shares.counter,
                                                shares.post, shares.unknown})];
    if (d.channel == Channel::unknown)
        d.odd_word = shape_ == ShapeName::wide && random.in_thousand(400);
    if (d.channel == Channel::assisted)
        d.entry = Entry::officials_account;
    else if (d.channel == Channel::online && random.in_thousand(450))
        d.entry = Entry::national_portal;
    if (shape_ == ShapeName::opencps)
        return;
    if (random.in_thousand(kMigratedPerThousand))
        d.channel = Channel::migrated;
    d.counter_ticket = d.channel == Channel::counter ||
                       (d.channel == Channel::online && random.in_thousand(kTicketPerThousand));
}

void Births::behave(Dossier& d) const
{
    // Whoever comes to the counter is counted there.
    if (d.channel == Channel::assisted) {
        d.channel = Channel::counter;
        d.entry = Entry::own_account;
        d.counter_ticket = shape_ == ShapeName::wide;
    } else if (d.channel == Channel::online) {
        d.counter_ticket = false;
    }
    if (d.payment == Payment::gateway_unproved)
        d.payment = Payment::gateway;
    d.dummy_identity = false;
}

void Births::choose_payment(Dossier& d, Random& random) const
{
    if (!catalogue_.procedures()[static_cast<std::size_t>(d.procedure)].fee) {
        if (random.in_thousand(20))
            d.payment = random.in_thousand(500) ? Payment::zero : Payment::cancelled;
        return;
    }
    if (static_cast<double>(random.below(1'000)) >= kFeeDue * 1'000) {
        d.payment = Payment::zero;
        return;
    }
    constexpr std::array kWays{Payment::gateway, Payment::gateway_unproved, Payment::cash,
                               Payment::transfer, Payment::split};
    const auto& shares = d.channel == Channel::online ? kPaidByOnline : kPaidByOthers;
    d.payment = kWays[drawn(random, std::array{shares.gateway, shares.gateway_unproved, shares.cash,
                                               shares.transfer, shares.split})];
    d.amount = 2'000 * random.between(1, 75);
    if (shape_ == ShapeName::wide && d.payment == Payment::cash && random.in_thousand(150))
        d.payment = Payment::owed;
}

void Births::choose_delivery(Dossier& d, Random& random) const
{
    const auto& shares = d.channel == Channel::online ? kResultsOfOnline : kResultsOfOthers;
    switch (drawn(random, std::array{shares.file, shares.post, shares.counter, shares.untold})) {
    case 0:
        d.delivery = random.in_thousand(30) ? Delivery::group_file : Delivery::file;
        return;
    case 1:
        d.delivery = random.in_thousand(600) ? Delivery::post_received : Delivery::post_sent;
        return;
    case 2: {
        constexpr std::array kWays{Delivery::removed_file, Delivery::empty_file,
                                   Delivery::counter_despite_wish, Delivery::counter};
        d.delivery = kWays[drawn(random, std::array{30, 20, 60, 890})];
        return;
    }
    default:
        d.delivery = Delivery::untold;
    }
}

Dossier Births::other(std::int64_t number, Kind kind, const Dossier& near)
{
    Random random = chance_of(number);
    Dossier d = near;
    d.number = number;
    d.kind = kind;
    d.flaw = Flaw::none;
    d.parent = near.number;
    if (kind == Kind::portal_copy)
        return d;
    // The others are rows of their own, whatever else they hold.
    d.code = codes_.next_code(catalogue_, d.body, day_of(d.created));
    if (kind == Kind::draft || kind == Kind::unclaimed) {
        d.status = Status::registered;
        d.received = d.due = d.extended = d.resolved = d.returned = d.withdrawn = std::nullopt;
    }
    if (kind != Kind::child)
        d.parent = 0;
    d.modified += random.between(0, 600) * 1'000'000;
    return d;
}

} // namespace congto::province
