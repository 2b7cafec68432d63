// The one writer: a thread that owns the store and commits what streams hand it, group by group.
//
//   stream ─┐
//   stream ─┼─► waiting ─► group ─► Store::apply ─► answers
//   stream ─┘  (while a group is committed, the next one gathers)
//
// An answer is given from the writer's thread, after the commit that made it true.
#pragma once

#include "collector/intake/later_decisions.h"
#include "collector/store/store.h"
#include "config/runtime/clock.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace congto::intake {

class Writer {
public:
    // None: a newer greeting of the same spool took its place before the store was asked.
    using Welcome = std::function<void(const store::GreetingAnswer*)>;
    using Receive = std::function<void(const store::BatchAnswer&)>;
    using Tell = std::function<void(const store::Told&)>;

    // `on_corrupt` is called once, from the writer's thread, if the store is damaged: nothing is
    // applied or answered after that, and who waits for an answer is to be told by it. `clock` must
    // outlive the writer. `tell` is called, from the writer's thread, with what decisions changed
    // for an agent, connected or not.
    Writer(std::unique_ptr<store::Store> store, runtime::Clock& clock,
           std::uint64_t waiting_bytes_limit, std::function<void()> on_corrupt, Tell tell = {});
    // stop(), and waits for the end of it.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Any thread. What waits is applied and the store brought to rest, unless the store says no:
    // that is not tried again. What comes later may be left without an answer.
    void stop();

    // Any thread. Order is kept among batches, and among greetings.
    // However often an agent calls again while the store is away, one greeting of it waits: the
    // answer that lost its place comes back, to be told by the caller.
    [[nodiscard]] Welcome greet(store::SpoolGreeting greeting, Welcome answer);
    void apply(store::ReadyBatch batch, Receive answer);
    void note(const store::ProgressNote& progress);
    // In the order of their numbers; one that took effect already may come again. An erasure takes
    // effect after the group it came with, and never stops what comes after it (LaterDecisions).
    void decide(const store::Decision& decision);

    // More waits than the limit: whoever can wait should.
    bool is_full() const;
    store::Incarnation incarnation() const { return incarnation_; }

private:
    struct Waiting {
        store::Group group;
        std::vector<Welcome> welcomes;
        std::vector<Receive> receivers;
        std::uint64_t bytes = 0;

        void answer(const store::GroupAnswers& answers) const;
        bool empty() const
        {
            return group.greetings.empty() && group.batches.empty() && group.decisions.empty() &&
                   group.progress.empty();
        }
    };

    void run();
    Waiting next_group();
    // Until it is applied, however long the disk says no. None: stopped before that.
    std::optional<store::GroupAnswers> committed(const store::Group& group);
    bool wait_before_retry();
    void tell_all(const std::vector<store::Told>& told) const;
    // What was set aside, unless it is to stop: then the next program takes it up.
    void take_up();

    std::unique_ptr<store::Store> store_;
    runtime::Clock& clock_;
    const std::uint64_t waiting_bytes_limit_;
    const store::Incarnation incarnation_;
    std::function<void()> on_corrupt_;
    Tell tell_;
    LaterDecisions later_; // of the thread

    mutable std::mutex guard_;
    std::condition_variable changed_;
    Waiting waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace congto::intake
