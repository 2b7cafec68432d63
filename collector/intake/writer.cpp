#include "collector/intake/writer.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace congto::intake {
namespace {

// So long with nothing to apply, and the store is brought to rest.
constexpr std::chrono::seconds kIdle{1};
// What a reader held back, or could not be done, is tried again so often.
constexpr std::chrono::seconds kStillIdle{60};
constexpr std::chrono::seconds kRetry{1};

// Payload and parsed form of a batch stand in memory while it waits.
std::uint64_t weight_of(const store::ReadyBatch& batch)
{
    return batch.ledger_payload.size() + batch.packed_states.size() +
           batch.observations.size() * sizeof(store::ReadyObservation);
}

} // namespace

void Writer::Waiting::answer(const store::GroupAnswers& answers) const
{
    for (std::size_t i = 0; i < receivers.size(); ++i) {
        receivers[i](answers.batches[i]);
    }
    // After these: a welcome ends older streams, which then have their receipts.
    for (std::size_t i = 0; i < welcomes.size(); ++i) {
        welcomes[i](&answers.greetings[i]);
    }
}

Writer::Writer(std::unique_ptr<store::Store> store, runtime::Clock& clock,
               std::uint64_t waiting_bytes_limit, std::function<void()> on_corrupt, Tell tell)
    : store_(std::move(store)), clock_(clock), waiting_bytes_limit_(waiting_bytes_limit),
      incarnation_(store_->incarnation()), on_corrupt_(std::move(on_corrupt)),
      tell_(std::move(tell)), later_(*store_, clock), thread_([this] { run(); })
{
}

Writer::~Writer()
{
    stop();
    thread_.join();
}

void Writer::stop()
{
    {
        const std::lock_guard lock(guard_);
        stopping_ = true;
    }
    changed_.notify_all();
}

Writer::Welcome Writer::greet(store::SpoolGreeting greeting, Welcome answer)
{
    {
        const std::lock_guard lock(guard_);
        auto& greetings = waiting_.group.greetings;
        const auto same =
            std::find_if(greetings.begin(), greetings.end(), [&](const auto& earlier) {
                return earlier.spool_id == greeting.spool_id;
            });
        if (same != greetings.end()) {
            const auto place = static_cast<std::size_t>(same - greetings.begin());
            *same = std::move(greeting);
            return std::exchange(waiting_.welcomes[place], std::move(answer));
        }
        greetings.push_back(std::move(greeting));
        waiting_.welcomes.push_back(std::move(answer));
    }
    changed_.notify_one();
    return nullptr;
}

void Writer::apply(store::ReadyBatch batch, Receive answer)
{
    {
        const std::lock_guard lock(guard_);
        waiting_.bytes += weight_of(batch);
        waiting_.group.batches.push_back(std::move(batch));
        waiting_.receivers.push_back(std::move(answer));
    }
    changed_.notify_one();
}

void Writer::note(const store::ProgressNote& progress)
{
    {
        const std::lock_guard lock(guard_);
        auto& notes = waiting_.group.progress;
        const auto same = std::find_if(notes.begin(), notes.end(), [&](const auto& earlier) {
            return earlier.spool == progress.spool && earlier.source == progress.source;
        });
        if (same == notes.end()) {
            notes.push_back(progress);
        } else {
            *same = progress;
        }
    }
    changed_.notify_one();
}

void Writer::decide(const store::Decision& decision)
{
    {
        const std::lock_guard lock(guard_);
        waiting_.group.decisions.push_back(decision);
    }
    changed_.notify_one();
}

bool Writer::is_full() const
{
    const std::lock_guard lock(guard_);
    return waiting_.bytes >= waiting_bytes_limit_;
}

Writer::Waiting Writer::next_group()
{
    std::unique_lock lock(guard_);
    const auto something = [this] { return stopping_ || !waiting_.empty(); };
    for (std::chrono::seconds idle = kIdle; !changed_.wait_for(lock, idle, something);
         idle = kStillIdle) {
        lock.unlock();
        take_up();
        store_->rest();
        lock.lock();
    }
    return std::exchange(waiting_, Waiting{});
}

bool Writer::wait_before_retry()
{
    std::unique_lock lock(guard_);
    return !changed_.wait_for(lock, kRetry, [this] { return stopping_; });
}

std::optional<store::GroupAnswers> Writer::committed(const store::Group& group)
{
    bool away = false;
    while (true) {
        try {
            store::GroupAnswers answers = store_->apply(group, clock_.now());
            if (away) {
                runtime::log(runtime::Severity::info, "the store takes batches again");
            }
            return answers;
        } catch (const runtime::Unavailable& unavailable) {
            if (!std::exchange(away, true)) {
                runtime::log(runtime::Severity::error, "the store takes no batches for now",
                             {{"detail", unavailable.what()}});
            }
            if (!wait_before_retry()) {
                return std::nullopt; // what was not applied has no receipt and comes again
            }
        }
    }
}

void Writer::tell_all(const std::vector<store::Told>& told) const
{
    for (const store::Told& one : told) {
        if (tell_) {
            tell_(one);
        }
    }
}

void Writer::take_up()
{
    {
        const std::lock_guard lock(guard_);
        if (stopping_) {
            return;
        }
    }
    tell_all(later_.take_up());
}

void Writer::run()
{
    try {
        while (true) {
            Waiting waiting = next_group();
            if (waiting.empty()) {
                break;
            }
            later_.set_aside(waiting.group.decisions);
            const auto answers = committed(waiting.group);
            if (!answers) {
                break;
            }
            waiting.answer(*answers);
            tell_all(answers->told);
            take_up();
        }
        store_->rest();
    } catch (const std::exception& failure) {
        runtime::log(runtime::Severity::error, "the store cannot go on",
                     {{"detail", failure.what()}});
        on_corrupt_();
    }
}

} // namespace congto::intake
