#include "tests/bench/crowd.h"

#include "agent/uplink/channel.h"
#include "agent/uplink/messages.h"
#include "agent/uplink/waits.h"
#include "config/runtime/backoff.h"
#include "proto/model/digest.h"
#include "tests/bench/backfill.h"

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/channel.h>

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <queue>
#include <stdexcept>
#include <utility>
#include <vector>

namespace congto::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::array kUnits{"H01", "H05", "H12", "H13", "H14", "H15", "H17", "H18", "H19", "H20",
                            "H21", "H24", "H26", "H27", "H29", "H31", "H32", "H35", "H36", "H37",
                            "H38", "H41", "H42", "H44", "H48", "H49", "H50", "H52", "H53", "H55"};

// What a stream tells of, from gRPC's threads.
struct Event {
    enum class Kind { receipted, refused, over } kind = Kind::over;
    std::size_t agent = 0;
    spool::Incarnation incarnation{};
    std::string detail;
};

class Events {
public:
    void tell(Event event)
    {
        const std::lock_guard lock(guard_);
        told_.push_back(std::move(event));
        told_one_.notify_one();
    }
    // None: nothing was told until then.
    std::optional<Event> next(Steady::time_point until)
    {
        std::unique_lock lock(guard_);
        if (!told_one_.wait_until(lock, until, [this] { return !told_.empty(); }))
            return std::nullopt;
        Event event = std::move(told_.front());
        told_.pop_front();
        return event;
    }

private:
    std::mutex guard_;
    std::condition_variable told_one_;
    std::deque<Event> told_;
};

// One stream: greets, sends the batch if it is not durable there, waits for the receipt, and stays.
class Talk final : public grpc::ClientBidiReactor<v1::FromAgent, v1::FromCollector> {
public:
    Talk(const uplink::CollectorSettings& settings, std::size_t agent,
         const spool::Standing& standing, const uplink::BootNonce& nonce, spool::SpooledBatch batch,
         Events& events)
        : agent_(agent), through_(batch.last_sequence), events_(events),
          stub_(v1::Uplink::NewStub(uplink::open_channel(settings)))
    {
        uplink::write_greeting(saying_, standing, nonce);
        uplink::write_batch(batch_, std::move(batch));
        stub_->async()->Connect(&context_, this);
        StartWrite(&saying_);
        StartRead(&heard_);
        StartCall();
    }

    void cancel() { context_.TryCancel(); }

    void OnReadDone(bool ok) override
    {
        if (!ok)
            return;
        const uplink::Answer answer = uplink::read_answer(heard_);
        if (const auto* welcome = std::get_if<uplink::Welcome>(&answer)) {
            incarnation_ = welcome->stand.incarnation;
            if (welcome->stand.verdict != spool::Verdict::resume)
                events_.tell({Event::Kind::refused, agent_, {}, "told to begin anew"});
            else if (welcome->stand.durable_sequence < through_)
                send_batch_after(asked_);
            else
                events_.tell({Event::Kind::receipted, agent_, incarnation_, ""});
        } else if (const auto* receipt = std::get_if<spool::Receipt>(&answer)) {
            if (receipt->through == through_)
                events_.tell({Event::Kind::receipted, agent_, incarnation_, ""});
        } else if (const auto* refusal = std::get_if<uplink::Refusal>(&answer)) {
            if (refusal->remedy == uplink::Remedy::person)
                events_.tell({Event::Kind::refused, agent_, {}, refusal->detail});
        }
        StartRead(&heard_);
    }
    void OnWriteDone(bool ok) override
    {
        if (ok)
            send_batch_after(greeted_);
    }
    void OnDone(const grpc::Status& status) override
    {
        events_.tell({Event::Kind::over, agent_, {}, status.error_message()});
    }

private:
    // Once, when the greeting is written and the batch is asked for: one write at a time.
    void send_batch_after(bool& one)
    {
        const std::lock_guard lock(guard_);
        const bool is_first = !one;
        one = true;
        if (is_first && greeted_ && asked_)
            StartWrite(&batch_);
    }

    std::mutex guard_;
    bool greeted_ = false;
    bool asked_ = false;
    std::size_t agent_;
    std::uint64_t through_;
    Events& events_;
    std::unique_ptr<v1::Uplink::Stub> stub_;
    grpc::ClientContext context_;
    v1::FromAgent saying_;
    v1::FromAgent batch_;
    v1::FromCollector heard_;
    spool::Incarnation incarnation_{};
};

struct Agent {
    spool::Standing standing;
    uplink::BootNonce nonce{};
    spool::SpooledBatch batch; // the last
    runtime::Backoff backoff{uplink::Waits{}.retry_first, uplink::Waits{}.retry_most};
    std::unique_ptr<Talk> talk;

    bool has_receipt() const { return standing.receipted_sequence == standing.assigned_sequence; }
};

void spool_one(Agent& agent, const model::DossierId& id)
{
    wire::BatchBody body;
    body.source = 1;
    body.observations.push_back(dossier_of(id));
    const std::uint64_t number = agent.standing.assigned_sequence + 1;
    const std::string bytes = wire::encode(body);
    const wire::Chain chain = wire::next_chain(agent.standing.assigned_chain, bytes);
    agent.batch = {number, number, bytes, chain};
    agent.standing.assigned_sequence = number;
    agent.standing.assigned_chain = chain;
}

std::size_t most_in_a_second(const std::vector<Steady::time_point>& begun)
{
    std::size_t most = 0;
    for (std::size_t first = 0, last = 0; last < begun.size(); ++last) {
        while (begun[last] - begun[first] >= std::chrono::seconds(1))
            ++first;
        most = std::max(most, last - first + 1);
    }
    return most;
}

} // namespace

struct Crowd::Life {
    using Due = std::pair<Steady::time_point, std::size_t>; // … and the agent

    uplink::CollectorSettings settings;
    std::uint64_t seed = 0;
    std::size_t rounds = 0;
    Events events;
    std::vector<Agent> agents;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due;
    std::vector<Steady::time_point> begun; // in this round
    std::size_t receipted = 0;             // … likewise

    void begin_due_ones()
    {
        for (; !due.empty() && due.top().first <= Steady::now(); due.pop()) {
            const std::size_t number = due.top().second;
            Agent& agent = agents[number];
            begun.push_back(Steady::now());
            agent.talk = std::make_unique<Talk>(settings, number, agent.standing, agent.nonce,
                                                agent.batch, events);
        }
    }

    void take(const Event& event, Waiting waiting)
    {
        Agent& agent = agents[event.agent];
        switch (event.kind) {
        case Event::Kind::refused:
            throw std::runtime_error("an agent was refused: " + event.detail);
        case Event::Kind::over:
            agent.talk.reset();
            due.emplace(Steady::now() + (waiting == Waiting::full ? agent.backoff.next()
                                                                  : std::chrono::milliseconds(0)),
                        event.agent);
            break;
        case Event::Kind::receipted:
            receipted += agent.has_receipt() ? 0 : 1;
            agent.standing.receipted_sequence = agent.standing.assigned_sequence;
            agent.standing.receipted_chain = agent.standing.assigned_chain;
            agent.standing.incarnation = event.incarnation;
            agent.backoff.reset();
            break;
        }
    }
};

Crowd::Crowd(std::size_t agents, const std::string& address, std::uint64_t seed)
    : life_(std::make_unique<Life>())
{
    life_->settings.address = address;
    life_->settings.plaintext = true;
    life_->seed = seed;
    life_->agents = std::vector<Agent>(agents);
    for (std::size_t number = 0; number < agents; ++number) {
        Agent& agent = life_->agents[number];
        for (std::size_t byte = 0; byte < 8; ++byte)
            agent.standing.id[byte] = agent.nonce[byte] =
                static_cast<std::uint8_t>(number >> 8 * byte);
        agent.standing.owner.unit = kUnits[number % kUnits.size()];
        agent.standing.sources = {{1, "office-" + std::to_string(number), {1}}};
        agent.standing.digest_edition = model::kDigestEdition;
        life_->due.emplace(Steady::now(), number);
    }
}

Crowd::~Crowd()
{
    std::size_t open = 0;
    for (Agent& agent : life_->agents)
        if (agent.talk) {
            agent.talk->cancel();
            ++open;
        }
    while (open > 0)
        if (const auto event = life_->events.next(Steady::now() + std::chrono::seconds(1)))
            open -= event->kind == Event::Kind::over ? 1 : 0;
}

Passed Crowd::send_one_each(Waiting waiting, std::chrono::seconds patience)
{
    const auto ids =
        backfilled_ids(life_->agents.size(), Order::random, life_->seed + life_->rounds++);
    for (std::size_t number = 0; number < ids.size(); ++number)
        spool_one(life_->agents[number], ids[number]);
    life_->begun.clear();
    life_->receipted = 0;
    const auto end = Steady::now() + patience;
    while (life_->receipted < life_->agents.size()) {
        if (Steady::now() > end)
            throw std::runtime_error(std::to_string(life_->agents.size() - life_->receipted) +
                                     " agents have no receipt after " +
                                     std::to_string(patience.count()) + " s");
        life_->begin_due_ones();
        const auto next = life_->due.empty() ? end : std::min(end, life_->due.top().first);
        if (const auto event = life_->events.next(next))
            life_->take(*event, waiting);
    }
    return {Steady::now(), life_->begun.size(), most_in_a_second(life_->begun)};
}

} // namespace congto::bench
