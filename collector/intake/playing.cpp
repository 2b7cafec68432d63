#include "collector/intake/playing.h"

#include "proto/wire/bytes.h"
#include "proto/wire/recording.h"

#include "congto/v1/recording.pb.h"

#include <condition_variable>
#include <mutex>
#include <system_error>
#include <utility>

namespace congto::intake {
namespace {

// The most a collector may be set to take: a batch refused for its size would cost a journey.
constexpr std::uint64_t kBatchLimit = 64ULL << 20;

// What the conversation wants next. It calls from any thread, with its guard held, so nothing is
// done about it here.
class FileLine final : public Line {
public:
    struct Turn {
        std::optional<v1::FromCollector> said;
        bool reads = false;
        bool over = false;
    };

    void read_next() override
    {
        set([this] { turn_.reads = true; });
    }
    void send(v1::FromCollector message) override
    {
        set([&] { turn_.said = std::move(message); });
    }
    void finish() override
    {
        set([this] { turn_.over = true; });
    }

    // None: stop.
    std::optional<Turn> wait(const std::stop_token& stop)
    {
        std::unique_lock lock(guard_);
        const auto something = [this] { return turn_.said || turn_.reads || turn_.over; };
        if (!changed_.wait(lock, stop, something) || stop.stop_requested()) {
            return std::nullopt;
        }
        return std::exchange(turn_, {});
    }

private:
    template <typename Change>
    void set(const Change& change)
    {
        {
            const std::lock_guard lock(guard_);
            change();
        }
        changed_.notify_one();
    }

    std::mutex guard_;
    std::condition_variable_any changed_;
    Turn turn_;
};

// One file on its way.
class Playing {
public:
    Playing(wire::RecordingReader& file, wire::RecordingWriter& answers, Conversation& conversation,
            runtime::Progress& progress)
        : file_(file), answers_(answers), conversation_(conversation), progress_(progress)
    {
    }

    void heard(v1::FromCollector message)
    {
        if (message.has_welcome()) {
            durable_ = message.welcome().durable_sequence();
            exhausted_ = message.welcome().resume() != v1::RESUME_CONTINUE;
        } else if (message.has_receipt()) {
            const v1::Receipt& receipt = message.receipt();
            if (receipt.through_sequence() >= file_.begin().greeting().assigned_sequence() ||
                receipt.chain() == given_) {
                given_.clear();
            }
        } else {
            const v1::Reason why = message.refusal().reason();
            interrupted_ = why == v1::REASON_BUSY || why == v1::REASON_SHUTTING_DOWN ||
                           why == v1::REASON_REPLACED;
        }
        answers_.add(std::move(message));
        conversation_.sent();
    }

    void give()
    {
        v1::FromAgent message;
        if (!greeted_) {
            greeted_ = true;
            *message.mutable_greeting() = file_.begin().greeting();
        } else if (!next(message)) {
            exhausted_ = true;
            return;
        }
        conversation_.received(std::move(message));
    }

    // All is said, and everything of it has its receipt.
    bool is_done() const { return exhausted_ && given_.empty(); }
    bool may_give() const { return !exhausted_; }
    bool was_interrupted() const { return interrupted_; }

private:
    // What is durable here already is passed over; an older file has nothing to tell of its
    // sources either.
    bool next(v1::FromAgent& message)
    {
        while (file_.next(message)) {
            progress_.at(file_.bytes());
            if (!message.has_batch()) {
                if (passed_goes_beyond() || is_older()) {
                    continue;
                }
                return true;
            }
            const std::uint64_t first = message.batch().first_sequence();
            if (first <= durable_) {
                passed_ = std::move(message);
                continue;
            }
            if (passed_ && first > durable_ + 1) {
                break;
            }
            passed_.reset();
            given_ = message.batch().chain();
            return true;
        }
        if (!passed_goes_beyond()) {
            return false;
        }
        message = std::move(*std::exchange(passed_, std::nullopt));
        return true;
    }

    bool is_older() const { return durable_ > file_.begin().greeting().assigned_sequence(); }
    // The last batch passed over begins before what is durable ends, and ends after it: its numbers
    // stand for something else here, and the conversation is to say so.
    bool passed_goes_beyond() const
    {
        return passed_ && durable_ < file_.begin().greeting().assigned_sequence();
    }

    wire::RecordingReader& file_;
    wire::RecordingWriter& answers_;
    Conversation& conversation_;
    runtime::Progress& progress_;
    std::uint64_t durable_ = 0;
    std::optional<v1::FromAgent> passed_; // the last batch that was passed over
    std::string given_; // the chain after the last batch, until it has its receipt
    bool greeted_ = false;
    bool exhausted_ = false;
    bool interrupted_ = false;
};

// The conversation learns that its line is gone, however that came.
struct Closing {
    ~Closing() { conversation.closed(); }
    Conversation& conversation;
};

v1::RecordingBegin answer_to(const v1::RecordingBegin& begin, const wire::Seal& seal,
                             runtime::Instant now)
{
    v1::RecordingBegin answer;
    answer.set_half(v1::RECORDED_HALF_COLLECTOR);
    *answer.mutable_greeting() = begin.greeting();
    answer.set_made_at(now.time_since_epoch().count());
    answer.set_answers(std::string(wire::bytes_of(seal)));
    return answer;
}

} // namespace

Player::Player(const Surroundings& around) : around_(around)
{
    around_.limits.batch_limit_bytes = kBatchLimit;
}

Player::End Player::play(const std::filesystem::path& file, const std::filesystem::path& receipt,
                         const std::stop_token& stop, runtime::Progress& progress)
{
    const wire::Seal seal = wire::require_whole(file, wire::Half::agent, progress);
    wire::RecordingReader reader(file, wire::Half::agent);
    wire::RecordingWriter answers(receipt, runtime::NewFile::Place::may_be_taken,
                                  answer_to(reader.begin(), seal, around_.clock.now()));
    std::error_code unseen;
    progress.begin("applying the file", std::filesystem::file_size(file, unseen));
    FileLine line;
    const auto conversation = std::make_shared<Conversation>(around_, std::nullopt, Way::file);
    const Closing closing{*conversation};
    conversation->begin(line);
    Playing playing(reader, answers, *conversation, progress);
    bool wanted = false;
    while (auto turn = line.wait(stop)) {
        if (turn->said) {
            playing.heard(std::move(*turn->said));
        }
        wanted = wanted || turn->reads;
        if (turn->over) {
            break;
        }
        if (wanted && playing.may_give()) {
            wanted = false;
            playing.give();
        }
        if (playing.is_done() && conversation->has_said_all()) {
            conversation->hung_up();
        }
    }
    progress.clear();
    if (stop.stop_requested() || playing.was_interrupted()) {
        return End::interrupted;
    }
    answers.finish();
    return End::answered;
}

} // namespace congto::intake
