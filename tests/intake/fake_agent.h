// An agent at the other end of a conversation: what it sends, and everything it is told.
#pragma once

#include "collector/intake/conversation.h"
#include "collector/intake/conversations.h"
#include "collector/intake/writer.h"
#include "config/runtime/clock.h"
#include "proto/wire/batch.h"
#include "tests/store/filled_store.h"

#include "congto/v1/uplink.pb.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace congto::test {

// A store with its writer, and everything a conversation stands in.
struct Ministry {
    explicit Ministry(intake::Limits limits = {});

    FilledStore filled;
    runtime::SystemClock clock;
    intake::Conversations conversations;
    intake::Writer writer;
    intake::Surroundings around;

private:
    static std::unique_ptr<store::Store> taken_from(FilledStore& filled);
};

// Greets as unit H44 with one source and an empty spool, unless changed.
v1::FromAgent greeting_message(std::uint8_t spool = 1);

class FakeAgent final : public intake::Line {
public:
    FakeAgent(intake::Surroundings& around, std::optional<intake::Certified> certified = {});
    ~FakeAgent() override;

    void say(v1::FromAgent message);
    // The next batch of the spool: observations of dossiers with these codes.
    v1::FromAgent batch_of(const std::vector<std::string>& codes);
    // … : a claim that nothing was opened on that day.
    v1::FromAgent claim_of(std::int32_t day) { return claims_of(day, 1); }
    // … : as many claims, of that day and those after it.
    v1::FromAgent claims_of(std::int32_t day, std::int32_t days);
    // Waits for the next message. None: the stream was ended instead.
    std::optional<v1::FromCollector> heard();
    // Whether the collector asks for the next message, now.
    bool is_read_from();
    bool is_finished();
    // The next send by the collector stays "under way" until released.
    void hold_sends();
    void release_sends();

    // The line, as the conversation sees it.
    void read_next() override;
    void send(v1::FromCollector message) override;
    void finish() override;

    std::shared_ptr<intake::Conversation> conversation;
    std::uint64_t sequence = 0;
    wire::Chain chain{};

private:
    v1::FromAgent next_batch(const wire::BatchBody& body);

    std::mutex guard_;
    std::condition_variable changed_;
    std::deque<v1::FromCollector> told_;
    bool asked_ = false;
    bool held_ = false;
    bool finished_ = false;
};

} // namespace congto::test
