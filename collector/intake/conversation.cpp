#include "collector/intake/conversation.h"

#include "collector/intake/conversations.h"
#include "collector/intake/messages.h"
#include "config/runtime/log.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/uplink.pb.h"

#include <utility>

namespace congto::intake {

namespace {

Refused replaced()
{
    return {Reason::replaced, "a newer stream took over"};
}

} // namespace

Conversation::Conversation(Surroundings& around, std::optional<Certified> certified, Way way,
                           std::string peer)
    : around_(around), certified_(std::move(certified)), way_(way), peer_(std::move(peer)),
      begun_(around.clock.now())
{
}

Conversation::~Conversation() = default;

void Conversation::received(v1::FromAgent message)
{
    Writer::Welcome outrun;
    {
        const std::lock_guard lock(guard_);
        reading_ = false;
        if (phase_ == Phase::refusing || phase_ == Phase::over) {
            return;
        }
        // The threads are gRPC's, which let nothing through but the end of the program.
        try {
            outrun = take(message);
        } catch (const std::exception& failure) {
            runtime::log(runtime::Severity::error, "a message could not be taken",
                         {{"unit", unit_}, {"detail", failure.what()}});
            refuse_locked({Reason::busy, "the collector could not take the message; its log says "
                                         "why"});
        }
        read_on();
    }
    if (outrun) {
        outrun(nullptr);
    }
}

Writer::Welcome Conversation::take(const v1::FromAgent& message)
{
    if (phase_ == Phase::fresh && message.has_greeting()) {
        return take(message.greeting());
    }
    if (phase_ == Phase::open && certified_ && around_.used && !std::exchange(was_used_, true)) {
        around_.used(*certified_);
    }
    if (phase_ == Phase::open && message.has_batch()) {
        take(message.batch());
    } else if (phase_ == Phase::open && message.has_progress()) {
        take(message.progress());
    } else {
        refuse_locked({Reason::malformed, "a stream begins with one greeting; batches and progress "
                                          "follow it"});
    }
    return nullptr;
}

Writer::Welcome Conversation::take(const v1::Greeting& greeting)
{
    const auto unit = certified_ ? std::optional(certified_->unit) : std::nullopt;
    auto read = checked(greeting, unit, around_.unit_of);
    if (const auto* refused = std::get_if<Refused>(&read)) {
        refuse_locked(*refused);
        return nullptr;
    }
    if (const auto fault = fault_of_certificate()) {
        refuse_locked(*fault);
        return nullptr;
    }
    auto& accepted = std::get<store::SpoolGreeting>(read);
    accepted.by_file = way_ == Way::file;
    phase_ = Phase::greeting;
    unit_ = greeting.unit();
    spool_id_ = accepted.spool_id;
    receipted_ = accepted.receipted_sequence;
    return around_.writer.greet(std::move(accepted),
                                [self = shared_from_this()](const store::GreetingAnswer* answer) {
                                    if (answer == nullptr) {
                                        self->refuse(replaced());
                                    } else {
                                        self->welcomed(*answer);
                                    }
                                });
}

void Conversation::welcomed(const store::GreetingAnswer& answer)
{
    std::vector<std::shared_ptr<Conversation>> leaving;
    std::vector<std::shared_ptr<Conversation>> cut; // to be told why when they greet again
    Refused why = replaced();
    {
        const std::lock_guard lock(guard_);
        if (phase_ != Phase::greeting) {
            return;
        }
        if (const auto* welcomed = std::get_if<store::Welcomed>(&answer)) {
            // A file takes no stream's place: the batches of both are told apart by their numbers.
            leaving = way_ == Way::file ? around_.others.of(welcomed->superseded)
                                        : around_.others.enter(spool_id_, welcomed->superseded,
                                                               shared_from_this());
            open(*welcomed);
        } else {
            const auto& refused = std::get<store::GreetingRefused>(answer);
            why = refusal_of(refused);
            if (refused.fault == store::GreetingRefused::Fault::two_machines) {
                leaving = around_.others.of({spool_id_});
            }
            cut = around_.others.of(refused.cut);
            refuse_locked(why);
        }
    }
    for (const auto& conversation : leaving) {
        conversation->refuse(why);
    }
    for (const auto& conversation : cut) {
        conversation->refuse(replaced());
    }
}

void Conversation::open(const store::Welcomed& welcomed)
{
    phase_ = Phase::open;
    next_ = {welcomed.spool, welcomed.durable.through + 1, welcomed.durable.chain};
    welcome_ = std::make_unique<v1::FromCollector>(message_of(welcomed, around_.limits));
    goes_on_ = welcomed.resume == store::Resume::from_durable;
    if (goes_on_ && (welcomed.durable.through > receipted_ || !welcomed.durable.verdicts.empty())) {
        // A receipt was lost, and with it how they were taken; or something was decided meanwhile.
        receipt_ = welcomed.durable;
    }
    runtime::log(runtime::Severity::info,
                 way_ == Way::file ? "export file is applied" : "agent connected",
                 {{"unit", unit_}, {"durable", welcomed.durable.through}});
    send_on();
    read_on();
}

void Conversation::take(const v1::Batch& batch)
{
    const std::uint64_t bytes = batch.ByteSizeLong();
    if (bytes > around_.limits.batch_limit_bytes) {
        refuse_locked({Reason::too_large,
                       "the batch has " + std::to_string(bytes) + " bytes, at most " +
                           std::to_string(around_.limits.batch_limit_bytes) + " are taken"});
        return;
    }
    if (batch.first_sequence() != next_.first_sequence) {
        refuse_locked(refusal_of({store::BatchRefused::Fault::sequence_gap, next_.first_sequence}));
        return;
    }
    try {
        store::ReadyBatch ready =
            store::make_ready(next_, batch.body(), around_.clock.now(),
                              {batch.fingerprints().begin(), batch.fingerprints().end()});
        if (bytes_of(ready.chain) != batch.chain()) {
            refuse_locked(
                refusal_of({store::BatchRefused::Fault::chain_differs, next_.first_sequence}));
            return;
        }
        next_.first_sequence = ready.last_sequence() + 1;
        next_.chain_before = ready.chain;
        unreceipted_bytes_ += bytes;
        around_.writer.apply(std::move(ready),
                             [self = shared_from_this(), bytes](const store::BatchAnswer& answer) {
                                 self->answered(answer, bytes);
                             });
    } catch (const wire::OtherDigestEdition& other) {
        refuse_locked({Reason::digest_edition, "the batch that begins with " +
                                                   std::to_string(next_.first_sequence) +
                                                   " is of another edition: " + other.what()});
    } catch (const wire::MalformedBatch& malformed) {
        refuse_locked({Reason::malformed, "the batch that begins with " +
                                              std::to_string(next_.first_sequence) +
                                              " is malformed: " + malformed.what()});
    }
}

void Conversation::answered(const store::BatchAnswer& answer, std::uint64_t bytes)
{
    const std::lock_guard lock(guard_);
    unreceipted_bytes_ -= bytes;
    if (phase_ != Phase::open) {
        return;
    }
    if (const auto* refused = std::get_if<store::BatchRefused>(&answer)) {
        refuse_locked(refusal_of(*refused));
        return;
    }
    keep(std::get<store::Receipt>(answer));
    send_on();
    read_on();
}

void Conversation::tell(store::Receipt receipt)
{
    const std::lock_guard lock(guard_);
    if (phase_ == Phase::open && goes_on_) {
        keep(std::move(receipt));
        send_on();
    }
}

// Takes the place of one that waits, but not of what that one tells of days.
void Conversation::keep(store::Receipt receipt)
{
    if (receipt_) {
        receipt.verdicts.insert(receipt.verdicts.begin(), receipt_->verdicts.begin(),
                                receipt_->verdicts.end());
    }
    receipt_ = std::move(receipt);
}

void Conversation::take(const v1::Progress& progress)
{
    const std::optional<store::ProgressNote> note = note_of(progress, next_.spool);
    if (!note) {
        refuse_locked({Reason::malformed, "progress holds a number no source can have"});
        return;
    }
    around_.writer.note(*note);
}

} // namespace congto::intake
