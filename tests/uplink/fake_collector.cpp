#include "tests/uplink/fake_collector.h"

#include "tests/support/free_port.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace congto::test {
namespace {

std::string text_of(const wire::Chain& chain)
{
    return {chain.begin(), chain.end()};
}

} // namespace

std::uint16_t FakeCollector::open(std::uint16_t port,
                                  std::shared_ptr<grpc::ServerCredentials> credentials)
{
    if (!credentials) {
        credentials = grpc::InsecureServerCredentials();
    }
    if (port == 0) {
        port = free_port();
    }
    closing_ = false;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + std::to_string(port), credentials);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.RegisterService(this);
    builder.SetMaxReceiveMessageSize(readable_);
    server_ = builder.BuildAndStart();
    if (!server_) {
        throw std::runtime_error("the port is taken");
    }
    return port;
}

void FakeCollector::close()
{
    if (server_) {
        set(closing_, true);
        server_->Shutdown(std::chrono::system_clock::now());
        server_.reset();
    }
}

void FakeCollector::limit(std::uint64_t window, std::uint64_t batch)
{
    set(window_, window);
    set(batch_limit_, batch);
}

void FakeCollector::restore(const std::map<std::string, Ends>& back)
{
    const std::scoped_lock lock(mutex_);
    spools_ = back;
    ++incarnation_[0];
}

std::map<std::string, FakeCollector::Ends> FakeCollector::spools() const
{
    const std::scoped_lock lock(mutex_);
    return spools_;
}

std::uint64_t FakeCollector::durable(const std::string& spool) const
{
    const std::scoped_lock lock(mutex_);
    const auto found = spools_.find(spool);
    return found == spools_.end() || found->second.empty() ? 0 : found->second.rbegin()->first;
}

std::vector<v1::Greeting> FakeCollector::greetings() const
{
    const std::scoped_lock lock(mutex_);
    return greetings_;
}

std::vector<v1::Batch> FakeCollector::batches() const
{
    const std::scoped_lock lock(mutex_);
    return batches_;
}

std::vector<v1::Progress> FakeCollector::progress() const
{
    const std::scoped_lock lock(mutex_);
    return progress_;
}

std::uint64_t FakeCollector::most_under_way() const
{
    const std::scoped_lock lock(mutex_);
    return most_under_way_;
}

int FakeCollector::streams_ended() const
{
    const std::scoped_lock lock(mutex_);
    return ended_;
}

v1::Resume FakeCollector::verdict_on(const v1::Greeting& greeting, const Ends& ends) const
{
    const std::uint64_t durable = ends.empty() ? 0 : ends.rbegin()->first;
    const auto knows = [&](std::uint64_t sequence, const std::string& chain) {
        const auto end = ends.find(sequence);
        return sequence == 0 || (end != ends.end() && text_of(end->second) == chain);
    };
    if (durable > greeting.assigned_sequence() ||
        (durable == greeting.assigned_sequence() && !knows(durable, greeting.assigned_chain()))) {
        return v1::RESUME_ABANDON;
    }
    if (durable < greeting.receipted_sequence()) {
        return v1::RESUME_REREAD;
    }
    return knows(greeting.receipted_sequence(), greeting.receipted_chain()) ? v1::RESUME_CONTINUE
                                                                            : v1::RESUME_ABANDON;
}

v1::FromCollector FakeCollector::answer_to(const v1::Greeting& greeting, Greeted& greeted)
{
    const std::scoped_lock lock(mutex_);
    greetings_.push_back(greeting);
    greeted = {greeting.spool_id(), ++newest_};
    under_way_ = 0;
    unsaid_.clear();
    v1::FromCollector answer;
    if (const auto reason = refuse_once_ ? std::exchange(refuse_once_, std::nullopt) : refuse_) {
        answer.mutable_refusal()->set_reason(*reason);
        answer.mutable_refusal()->set_detail("because the test says so");
        return answer;
    }
    Ends& ends = spools_[greeting.spool_id()];
    v1::Welcome& welcome = *answer.mutable_welcome();
    welcome.set_protocol(1);
    welcome.set_incarnation(incarnation_);
    if (!ends.empty()) {
        welcome.set_durable_sequence(ends.rbegin()->first);
        welcome.set_durable_chain(text_of(ends.rbegin()->second));
    }
    welcome.set_resume(verdict_on(greeting, ends));
    welcome.set_window_bytes(window_);
    welcome.set_batch_bytes_limit(batch_limit_);
    if (const auto batch = std::exchange(late_batch_, std::nullopt)) {
        const wire::Chain before = ends.empty() ? wire::Chain{} : ends.rbegin()->second;
        ends[batch->first_sequence() + wire::decode(batch->body()).size() - 1] =
            wire::next_chain(before, batch->body());
    }
    return answer;
}

v1::FromCollector FakeCollector::receipt_of_decided(const std::string& spool) const
{
    v1::FromCollector message;
    const std::scoped_lock lock(mutex_);
    const auto known = spools_.find(spool);
    if (decided_.empty() || known == spools_.end() || known->second.empty()) {
        return message;
    }
    v1::Receipt& receipt = *message.mutable_receipt();
    receipt.set_through_sequence(known->second.rbegin()->first);
    receipt.set_chain(text_of(known->second.rbegin()->second));
    receipt.set_applied(receipt.through_sequence());
    receipt.mutable_verdicts()->Add(decided_.begin(), decided_.end());
    return message;
}

void FakeCollector::judge(const v1::Batch& batch)
{
    const wire::DecodedBatch decoded = wire::decode(batch.body());
    std::uint64_t sequence = batch.first_sequence() + decoded.size() - decoded.claims.size();
    for (const wire::DayClaim& claim : decoded.claims) {
        if (judge_) {
            v1::DayVerdict& verdict = unsaid_.emplace_back();
            verdict.set_source(decoded.source);
            verdict.set_day(claim.day.number);
            verdict.set_sequence(sequence);
            verdict.set_standing(*judge_);
        }
        ++sequence;
    }
}

bool FakeCollector::take(const v1::Batch& batch, const Greeted& by, Stream& stream)
{
    std::unique_lock lock(mutex_);
    if (by.number != newest_) {
        return false; // what is still read of a line that was left
    }
    const std::string& spool = by.spool;
    Ends& ends = spools_[spool];
    batches_.push_back(batch);
    under_way_ += batch.ByteSizeLong();
    most_under_way_ = std::max(most_under_way_, under_way_);
    const std::uint64_t durable = ends.empty() ? 0 : ends.rbegin()->first;
    const wire::Chain before = ends.empty() ? wire::Chain{} : ends.rbegin()->second;
    const wire::Chain chain = wire::next_chain(before, batch.body());
    v1::FromCollector answer;
    if (refuse_batches_) {
        answer.mutable_refusal()->set_reason(*refuse_batches_);
    } else if (batch.first_sequence() != durable + 1) {
        answer.mutable_refusal()->set_reason(v1::REASON_SEQUENCE_GAP);
    } else if (text_of(chain) != batch.chain()) {
        answer.mutable_refusal()->set_reason(v1::REASON_CHAIN_DIFFERS);
    } else {
        const std::uint64_t through = durable + wire::decode(batch.body()).size();
        ends[through] = chain;
        judge(batch);
        if (break_after_ > 0 && --break_after_ == 0) {
            return false;
        }
        v1::Receipt& receipt = *answer.mutable_receipt();
        receipt.set_through_sequence(through);
        receipt.set_chain(text_of(chain));
        receipt.set_applied(through);
        changed_.wait(lock, [&] { return !stall_ || closing_; });
        if (hold_) {
            return true;
        }
        under_way_ = 0;
        for (const v1::DayVerdict& verdict : std::exchange(unsaid_, {})) {
            *receipt.add_verdicts() = verdict;
        }
    }
    lock.unlock();
    return stream.Write(answer) && !answer.has_refusal();
}

bool FakeCollector::is_kept_for_later(const v1::Batch& batch)
{
    const std::scoped_lock lock(mutex_);
    if (!late_) {
        return false;
    }
    late_ = false;
    late_batch_ = batch;
    return true;
}

grpc::Status FakeCollector::Connect(grpc::ServerContext* context, Stream* stream)
{
    v1::FromAgent message;
    Greeted greeted;
    while (stream->Read(&message)) {
        if (message.has_greeting()) {
            const v1::FromCollector answer = answer_to(message.greeting(), greeted);
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return !silent_ || closing_; });
            lock.unlock();
            stream->Write(answer);
            if (answer.has_refusal()) {
                break;
            }
            if (const auto decided = receipt_of_decided(greeted.spool); decided.has_receipt()) {
                stream->Write(decided);
            }
        } else if (message.has_progress()) {
            const std::scoped_lock lock(mutex_);
            progress_.push_back(message.progress());
        } else if (is_kept_for_later(message.batch())) {
            return {grpc::StatusCode::RESOURCE_EXHAUSTED, "larger than a proxy lets through"};
        } else if (!take(message.batch(), greeted, *stream)) {
            break;
        }
    }
    const std::scoped_lock lock(mutex_);
    ended_ += context->IsCancelled() ? 0 : 1;
    return grpc::Status::OK;
}

} // namespace congto::test
