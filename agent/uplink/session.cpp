#include "agent/uplink/session.h"

#include "config/runtime/failure.h"

#include "congto/v1/uplink.pb.h"

#include <algorithm>

namespace congto::uplink {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// However large the collector's window: what is under way is in this agent's memory as well.
constexpr std::uint64_t kOwnWindow = 8ULL << 20;
// A backlog, when all of it is receipted: what sending it took can go back to the system.
constexpr std::uint64_t kMuch = 4ULL << 20;
// Between two looks at what arrived.
constexpr int kBatchesAtOnce = 8;
constexpr seconds kTick{1};
constexpr milliseconds kShortTick{20};
constexpr seconds kGoodbye{5};

} // namespace

Session::Session(const Parts& parts, const BootNonce& boot_nonce)
    : with_(parts), boot_nonce_(boot_nonce), receipts_(parts.spool, parts.clock, parts.waits),
      telling_(parts.stream, parts.spool, parts.clock, parts.waits)
{
}

Ending Session::run(const std::stop_token& stop)
{
    const std::stop_callback cancel(stop, [this] { with_.stream.cancel(); });
    v1::FromAgent greeting;
    write_greeting(greeting, with_.spool.standing(), boot_nonce_);
    if (!with_.stream.send(greeting)) {
        return ended(with_.stream.end());
    }
    Ending ending;
    {
        Inbox inbox(with_.stream, with_.bell);
        ending = talk(inbox, stop);
    }
    if (ending.why == Ending::Why::lost && ending.detail.empty()) {
        ending = ended(with_.stream.end());
    }
    return ending;
}

Ending Session::talk(Inbox& inbox, const std::stop_token& stop)
{
    if (auto ending = await_welcome(inbox, stop)) {
        return *ending;
    }
    with_.report.welcomed();
    while (true) {
        std::optional<Ending> ending = take_receipt(inbox);
        if (!ending) {
            ending = over(inbox, stop);
        }
        const bool sent =
            !ending &&
            (send_batches(ending) ||
             telling_.send(with_.finishing ? Telling::Turn::last : Telling::Turn::awaited));
        if (ending) {
            return *ending;
        }
        if (with_.finishing && all_receipted() && telling_.is_done(Telling::Turn::last)) {
            return say_goodbye(inbox, Ending::Why::told);
        }
        if (with_.renewed) {
            return say_goodbye(inbox, Ending::Why::renewed);
        }
        if (!well_ && all_receipted() && telling_.is_over()) {
            went_well();
        }
        if (!sent) {
            with_.bell.wait_for(stop,
                                std::min<milliseconds>(kTick, receipts_.wait().value_or(kTick)));
        }
    }
}

std::optional<Ending> Session::await_welcome(Inbox& inbox, const std::stop_token& stop)
{
    const auto end = with_.clock.steady() + with_.waits.answer;
    std::optional<Welcome> welcome;
    while (!(welcome = inbox.take_welcome())) {
        if (auto ending = over(inbox, stop)) {
            return ending;
        }
        if (with_.clock.steady() >= end) {
            return lost("no answer to the greeting");
        }
        with_.bell.wait_for(stop, kTick);
    }
    with_.welcomed();
    switch (with_.spool.resume(welcome->stand)) {
    case spool::Resumed::abandoned:
    case spool::Resumed::reread:
        return Ending{Ending::Why::anew, "", "", Remedy::soon};
    case spool::Resumed::rechained:
        return Ending{Ending::Why::again, "", "", Remedy::soon};
    case spool::Resumed::resumed:
        break;
    }
    incarnation_ = welcome->stand.incarnation;
    batch_limit_ = std::min(welcome->batch_bytes_limit, with_.most_bytes);
    window_ = Window(std::min(welcome->window_bytes, kOwnWindow));
    sent_through_ = welcomed_through_ = welcome->stand.durable_sequence;
    try {
        with_.spool.claim_again();
    } catch (const runtime::Unavailable&) {
        // No room for it now: the next session does it.
    }
    return std::nullopt;
}

std::optional<Ending> Session::over(Inbox& inbox, const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        return Ending{Ending::Why::stopped, "", "", Remedy::soon};
    }
    if (const auto refusal = inbox.refusal()) {
        return refused(refusal->reason, refusal->detail, refusal->remedy);
    }
    if (const auto unlawful = inbox.unlawful()) {
        return refused("unlawful answer", "the collector sent " + unlawful->what, Remedy::person);
    }
    if (inbox.is_over()) {
        return lost("");
    }
    return std::nullopt;
}

// Receipts make room in the window at once.
std::optional<Ending> Session::take_receipt(Inbox& inbox)
{
    if (auto receipt = inbox.take_receipt()) {
        window_.receipted(receipt->through);
        taken_more_ = taken_more_ || receipt->through > welcomed_through_;
        sent_through_ = std::max(sent_through_, receipt->through); // by an older stream
        receipt->incarnation = incarnation_;
        receipts_.take(std::move(*receipt));
    }
    if (window_.empty()) {
        receipts_.hurry();
    }
    try {
        if (receipts_.store()) {
            if (taken_more_) { // else it tells what was decided, and a batch may still be refused
                went_well();
            }
            with_.report.note_again();
            rest();
        }
    } catch (const runtime::Corrupt&) {
        throw;
    } catch (const runtime::Failure& failure) {
        return refused("unlawful answer", failure.what(), Remedy::person);
    }
    return std::nullopt;
}

void Session::rest()
{
    if (!window_.empty() || sent_bytes_ < kMuch) {
        return;
    }
    sent_bytes_ = 0;
    try {
        with_.spool.rest();
    } catch (const runtime::Unavailable&) {
        // After the next backlog, then.
    }
}

bool Session::send_batches(std::optional<Ending>& ending)
{
    int sent = 0;
    for (; sent < kBatchesAtOnce; ++sent) {
        if (!next_) {
            next_ = with_.spool.batch_after(sent_through_);
        }
        if (!next_ || !window_.allows(next_->bytes())) {
            break;
        }
        const std::uint64_t last = next_->last_sequence;
        sent_bytes_ += next_->bytes();
        v1::FromAgent message;
        write_batch(message, std::move(*next_));
        next_.reset();
        const std::uint64_t bytes = message.batch().ByteSizeLong();
        if (bytes > batch_limit_) {
            ending = split_or_refuse(bytes);
            break;
        }
        if (!with_.stream.send(message)) {
            break; // the inbox says why
        }
        window_.sent(last, bytes);
        largest_sent_ = std::max(largest_sent_, bytes);
        sent_through_ = last;
    }
    return sent != 0;
}

// None: what was too large is in parts now.
std::optional<Ending> Session::split_or_refuse(std::uint64_t bytes)
{
    if (with_.spool.split_above(sent_through_, batch_limit_) != 0) {
        return std::nullopt;
    }
    return refused("too_large",
                   "a batch of " + std::to_string(bytes) + " bytes; the collector takes " +
                       std::to_string(batch_limit_) + " at most; " + kLetMoreThrough,
                   Remedy::person);
}

bool Session::all_receipted()
{
    const spool::Standing standing = with_.spool.standing();
    return !receipts_.waiting() && standing.receipted_sequence == standing.assigned_sequence;
}

// What a person had to mend is mended when something got through, or when nothing is left that
// could be refused: a Welcome says nothing of the batch it refused before.
void Session::went_well()
{
    if (!well_) {
        well_ = true;
        with_.report.went_well();
    }
}

Ending Session::say_goodbye(Inbox& inbox, Ending::Why why)
{
    const auto end = with_.clock.steady() + kGoodbye;
    with_.stream.half_close();
    while (!inbox.is_over() && with_.clock.steady() < end) {
        with_.bell.wait_for({}, kShortTick);
    }
    return {why, "", "", Remedy::soon};
}

} // namespace congto::uplink
