#include "tests/province/life.h"

#include "tests/province/calibration.h"

#include <algorithm>

namespace congto::province {

namespace {

Second second_of(std::int64_t micros)
{
    return micros / 1'000'000;
}

void become(Dossier& d, Status status, std::int64_t now)
{
    d.status = status;
    d.modified = now;
}

} // namespace

bool is_open(const Dossier& d)
{
    return d.status == Status::received || d.status == Status::processing ||
           d.status == Status::supplement || d.status == Status::payment;
}

bool owes(const Dossier& d)
{
    return d.payment != Payment::none && d.payment != Payment::zero &&
           d.payment != Payment::cancelled && !d.paid;
}

void receive(Dossier& d, std::int64_t now)
{
    become(d, d.number % 8 == 0 ? Status::received : Status::processing, now);
    d.received = second_of(now);
    d.due = after_open_time(*d.received, d.promised);
}

void refuse(Dossier& d, std::int64_t now)
{
    become(d, Status::refused, now);
}

void ask_supplement(Dossier& d, std::int64_t now)
{
    become(d, Status::supplement, now);
    d.supplemented = second_of(now);
}

void ask_payment(Dossier& d, std::int64_t now)
{
    become(d, Status::payment, now);
}

void resume(Dossier& d, std::int64_t now)
{
    become(d, Status::processing, now);
}

void pay(Dossier& d, std::int64_t now)
{
    d.modified = now;
    d.paid = second_of(now);
    if (d.payment == Payment::owed)
        d.payment = Payment::cash;
    if (d.status == Status::payment)
        d.status = Status::processing;
}

void extend(Dossier& d, std::int64_t now)
{
    d.modified = now;
    d.extended = after_open_time(std::max(d.due.value_or(0), second_of(now)), d.promised);
}

void resolve(Dossier& d, std::int64_t now)
{
    become(d, Status::resolved, now);
    d.resolved = second_of(now);
}

void give_result(Dossier& d, std::int64_t now)
{
    become(d, Status::returned, now);
    d.returned = second_of(now);
}

void withdraw(Dossier& d, std::int64_t now)
{
    become(d, Status::withdrawn, now);
    d.withdrawn = second_of(now);
}

void stop(Dossier& d, std::int64_t now)
{
    become(d, Status::stopped, now);
}

Course::Course(const Dossier& dossier, Random random)
{
    plan_reception(dossier, random);
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.at < b.at; });
}

void Course::plan_reception(const Dossier& d, Random& random)
{
    const bool online = d.channel == Channel::online || d.channel == Channel::assisted;
    // Whoever applies online pays at once; at the counter one pays with the reception.
    if (owes(d) && online && !random.in_thousand(80))
        add(d.submitted + random.between(20, 900), pay);
    if (random.in_thousand(kWithdrawnUnreceivedPerThousand)) {
        add(d.submitted + random.between(300, 3 * kDay), withdraw);
        return;
    }
    const auto wait =
        static_cast<Second>(online ? random.lognormal(7'000, 1.0) : random.lognormal(240, 0.8));
    const Second received = after_open_time(d.submitted, wait);
    if (random.in_thousand(kRefusedPerThousand)) {
        add(received, refuse);
        return;
    }
    add(received, receive);
    plan_work(d, received, random);
}

void Course::plan_work(const Dossier& d, Second received, Random& random)
{
    const auto work = static_cast<Second>(static_cast<double>(d.promised) *
                                          random.lognormal(kPaceMedian, kPaceSigma));
    const Second resolved = after_open_time(received, std::max<Second>(work, 60));
    const Second middle = received + (resolved - received) / 2;
    if (random.in_thousand(kWithdrawnPerThousand)) {
        add(middle, withdraw);
        return;
    }
    if (random.in_thousand(kStoppedPerThousand)) {
        add(middle, stop);
        return;
    }
    if (random.in_thousand(kSupplementPerThousand)) {
        add(received + (resolved - received) / 4, ask_supplement);
        add(middle, resume);
    }
    if (random.in_thousand(kExtendedPerThousand))
        add(middle, extend);
    // One in fifty still owes when the result is given.
    if (owes(d) &&
        std::none_of(steps_.begin(), steps_.end(),
                     [](const Step& step) { return step.verb == pay; }) &&
        !random.in_thousand(20))
        add(random.in_thousand(700) ? received + 30 : middle, pay);
    add(resolved, resolve);
    const auto fetch = static_cast<Second>(random.lognormal(kFetchMedianHours, kFetchSigma) *
                                           static_cast<double>(kHour));
    if (!random.in_thousand(15))
        add(when_open(resolved + fetch), give_result);
}

void Course::follow(Dossier& dossier, Second moment) const
{
    for (const auto& step : steps_)
        if (step.at <= moment)
            step.verb(dossier, step.at * 1'000'000);
}

void spoil(Dossier& d, Random random)
{
    const bool received = d.received.has_value() && d.status != Status::withdrawn;
    if (!received)
        return;
    const auto drawn = random.below(10'000);
    if (drawn < kNoCode)
        d.flaw = Flaw::no_code;
    else if (drawn < kNoCode + kNoReceivedTime)
        d.flaw = Flaw::no_received_time;
    else if (drawn < kNoCode + kNoReceivedTime + kOddStatus)
        d.flaw = Flaw::odd_status;
    else if (d.resolved)
        d.resolved_unwritten = random.in_ten_thousand(
            d.status == Status::resolved ? kResolvedUndated : kResolvedUnwritten);
    if (d.flaw == Flaw::no_code)
        d.code_in_reference = false;
}

} // namespace congto::province
