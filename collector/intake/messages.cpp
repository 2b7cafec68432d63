#include "collector/intake/messages.h"

#include "congto/v1/uplink.pb.h"

#include <algorithm>
#include <limits>

namespace congto::intake {
namespace {

v1::Resume resume_of(store::Resume resume)
{
    switch (resume) {
    case store::Resume::from_durable:
        return v1::RESUME_CONTINUE;
    case store::Resume::abandon:
        return v1::RESUME_ABANDON;
    case store::Resume::reread:
        return v1::RESUME_REREAD;
    }
    return v1::RESUME_UNSPECIFIED;
}

v1::DayStanding standing_of(store::DayStanding standing)
{
    switch (standing) {
    case store::DayStanding::verified:
        return v1::DAY_STANDING_VERIFIED;
    case store::DayStanding::differs:
        return v1::DAY_STANDING_DIFFERS;
    case store::DayStanding::disputed:
        return v1::DAY_STANDING_DISPUTED;
    case store::DayStanding::unclaimed:
        return v1::DAY_STANDING_UNSPECIFIED;
    }
    return v1::DAY_STANDING_UNSPECIFIED;
}

} // namespace

Refused refusal_of(const store::GreetingRefused& refused)
{
    using Fault = store::GreetingRefused::Fault;
    switch (refused.fault) {
    case Fault::key_differs:
        return {Reason::key_differs, refused.detail};
    case Fault::other_unit:
        return {Reason::forbidden, refused.detail, 0, "other_units_spool"};
    case Fault::source_taken:
        return {Reason::forbidden, refused.detail, 0, "source_taken"};
    case Fault::source_taken_by_copy:
        return {Reason::replaced, refused.detail};
    case Fault::two_machines:
        return {Reason::forbidden, refused.detail, 0, "two_machines"};
    case Fault::source_renumbered:
        return {Reason::malformed, refused.detail};
    }
    return {};
}

Refused refusal_of(const store::BatchRefused& refused)
{
    const std::string expected = std::to_string(refused.expected_sequence);
    switch (refused.fault) {
    case store::BatchRefused::Fault::sequence_gap:
        return {Reason::sequence_gap, "the next number here is " + expected + "; greet again",
                refused.expected_sequence};
    case store::BatchRefused::Fault::chain_differs:
        return {Reason::chain_differs,
                "the batch does not continue the chain known here before " + expected,
                refused.expected_sequence};
    case store::BatchRefused::Fault::unknown_source:
        return {Reason::malformed, "the batch is of a source the greeting did not name"};
    }
    return {};
}

v1::FromCollector message_of(const store::Welcomed& welcomed, const Limits& limits)
{
    v1::FromCollector message;
    v1::Welcome& welcome = *message.mutable_welcome();
    welcome.set_protocol(kProtocol);
    welcome.set_incarnation(bytes_of(welcomed.incarnation));
    welcome.set_durable_sequence(welcomed.durable.through);
    welcome.set_durable_chain(bytes_of(welcomed.durable.chain));
    welcome.set_resume(resume_of(welcomed.resume));
    welcome.set_window_bytes(limits.window_bytes);
    welcome.set_batch_bytes_limit(limits.batch_limit_bytes);
    return message;
}

v1::FromCollector message_of(const store::Receipt& receipt)
{
    v1::FromCollector message;
    v1::Receipt& written = *message.mutable_receipt();
    written.set_through_sequence(receipt.through);
    written.set_chain(bytes_of(receipt.chain));
    written.set_applied(receipt.applied);
    written.set_unchanged(receipt.unchanged);
    written.set_rejected(receipt.rejected);
    for (const store::DayVerdict& verdict : receipt.verdicts) {
        v1::DayVerdict& told = *written.add_verdicts();
        told.set_source(verdict.source);
        told.set_day(verdict.day.number);
        told.set_sequence(verdict.sequence);
        told.set_standing(standing_of(verdict.standing));
    }
    return message;
}

v1::FromCollector message_of(const Refused& why)
{
    v1::FromCollector message;
    v1::Refusal& refusal = *message.mutable_refusal();
    refusal.set_reason(static_cast<v1::Reason>(why.reason));
    refusal.set_detail(why.detail);
    refusal.set_expected_sequence(why.expected_sequence);
    return message;
}

std::optional<store::ProgressNote> note_of(const v1::Progress& progress, store::SpoolNumber spool)
{
    // More than any source has, and few enough that the sums over all sources stay within 64 bits.
    constexpr std::uint64_t kMost = 1'000'000'000'000;
    if (progress.source() == 0 || progress.source() > std::numeric_limits<std::uint16_t>::max() ||
        std::max({progress.mapped(), progress.quarantined(), progress.unread(),
                  progress.assigned_sequence()}) > kMost) {
        return std::nullopt;
    }
    store::ProgressNote note;
    note.spool = spool;
    note.source = static_cast<std::uint16_t>(progress.source());
    note.known_at = model::Instant(std::chrono::microseconds(progress.known_at()));
    note.mapped = progress.mapped();
    note.quarantined = progress.quarantined();
    if (progress.has_unread()) {
        note.unread = progress.unread();
    }
    note.assigned_sequence = progress.assigned_sequence();
    note.caught_up = progress.caught_up();
    return note;
}

} // namespace congto::intake
