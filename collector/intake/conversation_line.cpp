// The half of a conversation that faces its line: when to read on, what to send next, how it ends.
#include "collector/intake/conversation.h"

#include "collector/intake/conversations.h"
#include "collector/intake/messages.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include "congto/v1/uplink.pb.h"

#include <chrono>
#include <utility>

namespace congto::intake {
namespace {

// An honest agent greets at once.
constexpr std::chrono::seconds kUntilGreeting{30};
// Of one message, some 30 KB of verdicts: there is no limit to how many days an operator decides of
// at once, but there is one to what an agent takes.
constexpr std::size_t kVerdictsAtOnce = 2000;

} // namespace

void Conversation::begin(Line& line)
{
    const std::lock_guard lock(guard_);
    line_ = &line;
    if (const auto closed = around_.others.begin(shared_from_this())) {
        refuse_locked(*closed);
        return;
    }
    read_on();
}

// Verdicts that wait to be sent are kept whole, so nothing is read that could add to them for ever.
void Conversation::read_on()
{
    const bool told = !receipt_ || receipt_->verdicts.empty();
    const bool may =
        phase_ == Phase::fresh ||
        (phase_ == Phase::open && told &&
         (unreceipted_bytes_ == 0 ||
          (unreceipted_bytes_ < around_.limits.window_bytes && !around_.writer.is_full())));
    if (may && !reading_ && line_ != nullptr) {
        reading_ = true;
        line_->read_next();
    }
}

void Conversation::send_on()
{
    if (sending_ || line_ == nullptr || phase_ == Phase::over) {
        return;
    }
    sending_ = true;
    if (welcome_) {
        line_->send(std::move(*std::exchange(welcome_, nullptr)));
    } else if (receipt_) {
        line_->send(next_of_receipt());
    } else if (refusal_) {
        line_->send(std::move(*std::exchange(refusal_, nullptr)));
    } else {
        sending_ = false;
        if (phase_ == Phase::refusing) {
            end();
        }
    }
}

// The verdicts that are too many for one message stay, for the next: a receipt may be repeated.
v1::FromCollector Conversation::next_of_receipt()
{
    auto& waiting = receipt_->verdicts;
    if (waiting.size() <= kVerdictsAtOnce) {
        return message_of(*std::exchange(receipt_, std::nullopt));
    }
    const auto end = waiting.begin() + kVerdictsAtOnce;
    std::vector<store::DayVerdict> later(end, waiting.end());
    waiting.erase(end, waiting.end());
    v1::FromCollector part = message_of(*receipt_);
    waiting = std::move(later);
    return part;
}

bool Conversation::has_said_all()
{
    const std::lock_guard lock(guard_);
    return !sending_ && !welcome_ && !receipt_ && !refusal_;
}

void Conversation::sent()
{
    const std::lock_guard lock(guard_);
    sending_ = false;
    send_on();
    read_on();
}

void Conversation::refuse(const Refused& why)
{
    const std::lock_guard lock(guard_);
    refuse_locked(why);
}

void Conversation::check_certificate()
{
    const std::lock_guard lock(guard_);
    const auto fault = fault_of_certificate();
    if (fault && fault->reason != Reason::busy) { // what was taken is, until more is known
        refuse_locked(*fault);
    } else if (phase_ == Phase::fresh && around_.clock.now() - begun_ > kUntilGreeting) {
        refuse_locked(
            {Reason::malformed, "nothing was said; a stream begins with a greeting", 0, "silent"});
    }
}

std::optional<Refused> Conversation::fault_of_certificate() const
{
    if (!certified_) {
        return std::nullopt;
    }
    if (certified_->over_at <= around_.clock.now()) {
        return Refused{Reason::forbidden,
                       "the certificate " + certified_->serial +
                           " is over; the agent renews it by itself, and says why when it cannot",
                       0, "certificate_over"};
    }
    std::optional<std::string> why;
    try {
        why = around_.admission ? around_.admission(*certified_) : std::nullopt;
    } catch (const runtime::Unavailable& failure) {
        return Refused{Reason::busy, failure.what(), 0, "busy"};
    }
    return why ? std::optional(Refused{Reason::forbidden, *why, 0, "certificate_not_taken"})
               : std::nullopt;
}

void Conversation::refuse_locked(const Refused& why)
{
    if (phase_ == Phase::refusing || phase_ == Phase::over) {
        return;
    }
    note(why);
    phase_ = Phase::refusing;
    refusal_ = std::make_unique<v1::FromCollector>(message_of(why));
    send_on();
}

void Conversation::note(const Refused& why) const
{
    if (why.reason == Reason::shutting_down || why.reason == Reason::replaced) {
        runtime::log(
            runtime::Severity::info, "stream refused",
            {{"unit", unit_}, {"reason", name_of(why.reason).data()}, {"detail", why.detail}});
        return;
    }
    if (around_.refusals == nullptr) {
        return;
    }
    const auto cause = why.cause.empty() ? name_of(why.reason) : why.cause;
    Refusal refusal{std::string(cause), unit_, {}, peer_, why.detail};
    if (certified_) {
        refusal.agent = certified_->unit + '/' + certified_->agent;
        refusal.serial = certified_->serial;
    }
    around_.refusals->note(refusal, around_.clock.now());
}

void Conversation::hung_up()
{
    const std::lock_guard lock(guard_);
    reading_ = false;
    // Who says nothing and ends may want to know whether it would be let in.
    if (const auto fault = phase_ == Phase::fresh ? fault_of_certificate() : std::nullopt) {
        refuse_locked(*fault);
    }
    if (phase_ != Phase::refusing) { // a refusal under way ends the stream when it is sent
        end();
    }
}

void Conversation::unsent()
{
    const std::lock_guard lock(guard_);
    sending_ = false;
    end();
}

void Conversation::end()
{
    if (phase_ != Phase::over) {
        phase_ = Phase::over;
        line_->finish();
    }
}

void Conversation::closed()
{
    {
        const std::lock_guard lock(guard_);
        line_ = nullptr;
        phase_ = Phase::over;
    }
    around_.others.leave(spool_id_, this);
}

} // namespace congto::intake
