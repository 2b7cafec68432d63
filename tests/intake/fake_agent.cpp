#include "tests/intake/fake_agent.h"

#include "proto/model/digest.h"
#include "tests/store/a_dossier.h"
#include "tests/support/process.h"

#include <chrono>
#include <thread>

namespace congto::test {

std::unique_ptr<store::Store> Ministry::taken_from(FilledStore& filled)
{
    filled.close();
    return store::open_store(filled.state());
}

Ministry::Ministry(intake::Limits limits)
    : writer(taken_from(filled), clock, limits.waiting_bytes, [] {}),
      around{writer, conversations,
             [this](std::string_view code) -> std::optional<store::UnitId> {
                 if (code == "H44" || code == "H17") {
                     return filled.unit(code);
                 }
                 return std::nullopt;
             },
             limits, clock}
{
}

v1::FromAgent greeting_message(std::uint8_t spool)
{
    v1::FromAgent message;
    v1::Greeting& greeting = *message.mutable_greeting();
    greeting.set_protocol_min(1);
    greeting.set_protocol_max(1);
    greeting.set_unit("H44");
    greeting.set_spool_id(std::string(16, static_cast<char>(spool)));
    greeting.set_boot_nonce(std::string(15, 'n') + static_cast<char>(spool));
    greeting.set_key_id(std::string(8, 'k'));
    greeting.set_digest_edition(model::kDigestEdition);
    greeting.set_agent_version("1.0");
    v1::Source& source = *greeting.add_sources();
    source.set_number(1);
    source.set_name("onestop");
    source.set_mapping_digest(std::string(8, 'm'));
    return message;
}

FakeAgent::FakeAgent(intake::Surroundings& around, std::optional<intake::Certified> certified)
    : conversation(std::make_shared<intake::Conversation>(around, std::move(certified)))
{
    conversation->begin(*this);
}

FakeAgent::~FakeAgent()
{
    conversation->closed();
}

void FakeAgent::say(v1::FromAgent message)
{
    {
        std::unique_lock lock(guard_);
        changed_.wait_for(lock, kPatience, [this] { return asked_ || finished_; });
        if (!asked_) {
            return;
        }
        asked_ = false;
    }
    conversation->received(std::move(message));
}

v1::FromAgent FakeAgent::batch_of(const std::vector<std::string>& codes)
{
    wire::BatchBody body;
    body.source = 1;
    for (const std::string& code : codes) {
        body.observations.push_back(a_dossier(code));
    }
    return next_batch(body);
}

v1::FromAgent FakeAgent::claims_of(std::int32_t day, std::int32_t days)
{
    wire::BatchBody body;
    body.source = 1;
    for (const std::int32_t end = day + days; day < end; ++day) {
        body.claims.push_back({{day}, 0, 0, 0, 0, 0});
    }
    return next_batch(body);
}

v1::FromAgent FakeAgent::next_batch(const wire::BatchBody& body)
{
    v1::FromAgent message;
    v1::Batch& batch = *message.mutable_batch();
    batch.set_first_sequence(sequence + 1);
    batch.set_body(wire::encode(body));
    chain = wire::next_chain(chain, batch.body());
    batch.set_chain(std::string(chain.begin(), chain.end()));
    sequence += body.size();
    return message;
}

std::optional<v1::FromCollector> FakeAgent::heard()
{
    std::unique_lock lock(guard_);
    changed_.wait_for(lock, kPatience, [this] { return !told_.empty() || finished_; });
    if (told_.empty()) {
        return std::nullopt;
    }
    v1::FromCollector message = std::move(told_.front());
    told_.pop_front();
    return message;
}

bool FakeAgent::is_read_from()
{
    const std::lock_guard lock(guard_);
    return asked_;
}

bool FakeAgent::is_finished()
{
    const std::lock_guard lock(guard_);
    return finished_;
}

void FakeAgent::hold_sends()
{
    const std::lock_guard lock(guard_);
    held_ = true;
}

void FakeAgent::release_sends()
{
    {
        const std::lock_guard lock(guard_);
        held_ = false;
    }
    conversation->sent();
}

void FakeAgent::read_next()
{
    const std::lock_guard lock(guard_);
    asked_ = true;
    changed_.notify_all();
}

void FakeAgent::send(v1::FromCollector message)
{
    bool held = false;
    {
        const std::lock_guard lock(guard_);
        told_.push_back(std::move(message));
        held = held_;
        changed_.notify_all();
    }
    if (!held) {
        // Never from within the call: the conversation holds its guard.
        std::thread([conversation = conversation] { conversation->sent(); }).detach();
    }
}

void FakeAgent::finish()
{
    const std::lock_guard lock(guard_);
    finished_ = true;
    changed_.notify_all();
}

} // namespace congto::test
