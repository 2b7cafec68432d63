// A collector of a few lines that follows the contract to the letter, and fails on request.
#pragma once

#include "proto/wire/batch.h"

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace congto::test {

class FakeCollector final : public v1::Uplink::Service {
public:
    // What it knows of a spool: the chain at the end of every batch.
    using Ends = std::map<std::uint64_t, wire::Chain>;

    FakeCollector() = default;
    ~FakeCollector() override { close(); }

    // On the port, or on a free one; the port.
    std::uint16_t open(std::uint16_t port = 0,
                       std::shared_ptr<grpc::ServerCredentials> credentials = nullptr);
    // Ends every stream at once.
    void close();

    // What it does from now on.
    void refuse_with(std::optional<v1::Reason> reason) { set(refuse_, reason); }
    // Only the next greeting.
    void refuse_once_with(v1::Reason reason) { set(refuse_once_, reason); }
    // Every batch, after a welcome.
    void refuse_batches_with(std::optional<v1::Reason> reason) { set(refuse_batches_, reason); }
    void answer_nothing(bool nothing) { set(silent_, nothing); }
    // Applies this many batches more, then breaks the stream without a receipt for the last.
    void break_after(int batches) { set(break_after_, batches); }
    // What it finds of day claims; none: its receipts say nothing of them.
    void judge_days(std::optional<v1::DayStanding> standing) { set(judge_, standing); }
    // Said after every welcome.
    void decide_days(const std::vector<v1::DayVerdict>& verdicts) { set(decided_, verdicts); }
    // The next batch ends its stream as too large, and is committed all the same, when the next
    // stream was welcomed.
    void commit_late() { set(late_, true); }
    // Batches are taken and get no receipt: a later one's covers them.
    void hold_receipts(bool hold) { set(hold_, hold); }
    // A batch that is taken waits for its receipt, and so do those behind it.
    void stall_receipts(bool stall) { set(stall_, stall); }
    void limit(std::uint64_t window, std::uint64_t batch);
    // From the next open(): its gRPC reads no larger message.
    void read_at_most(int bytes) { set(readable_, bytes); }
    // Back to what it was, under a new incarnation.
    void restore(const std::map<std::string, Ends>& back);

    std::map<std::string, Ends> spools() const;
    std::uint64_t durable(const std::string& spool) const;
    // Everything it was sent, as it was sent.
    std::vector<v1::Greeting> greetings() const;
    std::vector<v1::Batch> batches() const;
    std::vector<v1::Progress> progress() const;
    std::uint64_t most_under_way() const;
    int streams_ended() const;

private:
    using Stream = grpc::ServerReaderWriter<v1::FromCollector, v1::FromAgent>;

    grpc::Status Connect(grpc::ServerContext* context, Stream* stream) override;
    // Who a stream is of, and the how manieth it is: only the newest is taken from.
    struct Greeted {
        std::string spool;
        int number = 0;
    };
    v1::FromCollector answer_to(const v1::Greeting& greeting, Greeted& greeted);
    v1::Resume verdict_on(const v1::Greeting& greeting, const Ends& ends) const;
    v1::FromCollector receipt_of_decided(const std::string& spool) const;
    void judge(const v1::Batch& batch);
    bool is_kept_for_later(const v1::Batch& batch);
    // False: the stream breaks here.
    bool take(const v1::Batch& batch, const Greeted& by, Stream& stream);

    template <typename Value, typename Given>
    void set(Value& value, const Given& given)
    {
        const std::scoped_lock lock(mutex_);
        value = given;
        changed_.notify_all();
    }

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::unique_ptr<grpc::Server> server_;
    std::optional<v1::Reason> refuse_;
    std::optional<v1::Reason> refuse_once_;
    std::optional<v1::Reason> refuse_batches_;
    std::optional<v1::DayStanding> judge_;
    std::vector<v1::DayVerdict> decided_;
    bool late_ = false;
    std::optional<v1::Batch> late_batch_;
    std::vector<v1::DayVerdict> unsaid_;
    bool silent_ = false;
    bool hold_ = false;
    bool stall_ = false;
    bool closing_ = false;
    int break_after_ = -1;
    int readable_ = -1;
    std::uint64_t window_ = 1 << 20;
    std::uint64_t batch_limit_ = 1 << 20;
    std::string incarnation_ = std::string(16, 'i');

    std::map<std::string, Ends> spools_;
    std::vector<v1::Greeting> greetings_;
    std::vector<v1::Batch> batches_;
    std::vector<v1::Progress> progress_;
    std::uint64_t under_way_ = 0;
    std::uint64_t most_under_way_ = 0;
    int ended_ = 0;
    int newest_ = 0;
};

} // namespace congto::test
