// What the collector does with the messages of one stream: the contract, without a socket.
//
// A Conversation is told what came and what the writer answered; it tells its line what to send and
// when to read on. Back-pressure is "no new read": the next message is asked for only while what is
// on its way without a receipt fits the window.
#pragma once

#include "collector/intake/certified.h"
#include "collector/intake/greeting.h"
#include "collector/intake/refusals.h"
#include "collector/intake/settings.h"
#include "collector/intake/writer.h"

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace congto::v1 {
class FromAgent;
class FromCollector;
class Batch;
class Greeting;
class Progress;
} // namespace congto::v1

namespace congto::intake {

// The stream below. Called with the conversation's guard held; must not call back at once.
class Line {
public:
    virtual ~Line() = default;
    virtual void read_next() = 0;
    // One at a time: the next after sent().
    virtual void send(v1::FromCollector message) = 0;
    // Ends the stream. Nothing is asked of the line afterwards.
    virtual void finish() = 0;
};

// How what is said comes: as it is said, or recorded before (proto/README.md).
enum class Way : std::uint8_t { stream, file };

class Conversations;

struct Surroundings {
    Writer& writer;
    Conversations& others;
    UnitLookup unit_of;
    Limits limits;
    runtime::Clock& clock;
    AdmissionCheck admission{};   // none: what the line took is taken
    Refusals* refusals = nullptr; // none: nobody counts them
    CertificateUse used{};
};

// Any thread may call. Held by shared pointers, because the writer may answer when the stream is
// gone.
class Conversation : public std::enable_shared_from_this<Conversation> {
public:
    // `certified`: none on a plain line of this machine, and from a file. `peer`: where it comes
    // from.
    Conversation(Surroundings& around, std::optional<Certified> certified, Way way = Way::stream,
                 std::string peer = {});

    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    // To be called once. The line must stay until closed().
    void begin(Line& line);
    void received(v1::FromAgent message);
    void sent();
    // Nothing is being sent, or waits to be.
    bool has_said_all();
    // What was being sent did not arrive: the connection broke.
    void unsent();
    // Nothing more will be received: the agent ended the stream, or the connection broke. Not only
    // a failed read tells: while the store is awaited nothing is read.
    void hung_up();
    // The line is gone.
    void closed();
    // What an operator decided meanwhile, as a receipt of what is here already.
    void tell(store::Receipt receipt);
    // Ends the stream with a Refusal, once what is being sent is sent.
    void refuse(const Refused& why);
    // Ends it so if its certificate is over or taken no more, or if it never greeted.
    void check_certificate();

private:
    // The greeting whose place it took, to be told once the guard is free: two may wait for each
    // other otherwise.
    Writer::Welcome take(const v1::FromAgent& message);
    Writer::Welcome take(const v1::Greeting& greeting);
    void take(const v1::Batch& batch);
    void take(const v1::Progress& progress);
    void welcomed(const store::GreetingAnswer& answer);
    void open(const store::Welcomed& welcomed);
    void answered(const store::BatchAnswer& answer, std::uint64_t bytes);
    void keep(store::Receipt receipt);
    void read_on();
    void send_on();
    v1::FromCollector next_of_receipt();
    void end();
    void refuse_locked(const Refused& why);
    std::optional<Refused> fault_of_certificate() const;
    void note(const Refused& why) const;

    enum class Phase : std::uint8_t { fresh, greeting, open, refusing, over };

    Surroundings& around_;
    const std::optional<Certified> certified_;
    const Way way_;
    const std::string peer_;
    const model::Instant begun_;

    std::mutex guard_;
    Line* line_ = nullptr;
    Phase phase_ = Phase::fresh;
    bool reading_ = false;
    bool sending_ = false;
    bool was_used_ = false; // the certificate, and somebody was told
    bool goes_on_ = false;  // from what is durable: receipts mean something to the agent
    std::unique_ptr<v1::FromCollector> welcome_;
    std::optional<store::Receipt> receipt_;
    std::unique_ptr<v1::FromCollector> refusal_;

    std::string unit_;
    std::array<std::uint8_t, 16> spool_id_{};
    std::uint64_t receipted_ = 0; // by the agent, when it greeted
    store::BatchPlace next_;      // where the next batch must stand
    std::uint64_t unreceipted_bytes_ = 0;
};

} // namespace congto::intake
