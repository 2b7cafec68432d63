#include "collector/intake/service.h"

#include "config/runtime/log.h"

#include "congto/v1/uplink.grpc.pb.h"
#include <grpc/grpc_security_constants.h>

#include <atomic>
#include <utility>

namespace congto::intake {
namespace {

using Reactor = grpc::ServerBidiReactor<v1::FromAgent, v1::FromCollector>;

// Whose certificate the line checked; none: a plain line.
std::optional<Certified> certified(const grpc::CallbackServerContext& context)
{
    const auto auth = context.auth_context();
    if (!auth || !auth->IsPeerAuthenticated()) {
        return std::nullopt;
    }
    const auto shown = auth->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
    return shown.empty() ? Certified() : certified_by({shown.front().data(), shown.front().size()});
}

// One stream. Lives until gRPC says OnDone; the conversation may outlive it.
class StreamLine final : public Reactor, public Line {
public:
    StreamLine(std::shared_ptr<Conversation> conversation, std::atomic<std::size_t>& open)
        : conversation_(std::move(conversation)), open_(open)
    {
        ++open_;
        conversation_->begin(*this);
    }

    void read_next() override { StartRead(&incoming_); }

    void send(v1::FromCollector message) override
    {
        outgoing_ = std::move(message);
        StartWrite(&outgoing_);
    }

    void finish() override { Finish(grpc::Status::OK); }

    void OnReadDone(bool ok) override
    {
        if (!ok) {
            conversation_->hung_up();
            return;
        }
        // An idle stream keeps no message in memory.
        conversation_->received(std::exchange(incoming_, v1::FromAgent()));
    }

    void OnWriteDone(bool ok) override
    {
        if (ok) {
            conversation_->sent();
        } else {
            conversation_->unsent();
        }
    }

    // The connection broke, or the server shuts down: told even while nothing is read or written.
    void OnCancel() override { conversation_->hung_up(); }

    void OnDone() override
    {
        conversation_->closed();
        --open_;
        delete this;
    }

private:
    std::shared_ptr<Conversation> conversation_;
    std::atomic<std::size_t>& open_;
    v1::FromAgent incoming_;
    v1::FromCollector outgoing_;
};

// Says one thing and ends.
class RefusingLine final : public Reactor {
public:
    explicit RefusingLine(v1::FromCollector refusal) : refusal_(std::move(refusal))
    {
        StartWriteAndFinish(&refusal_, grpc::WriteOptions(), grpc::Status::OK);
    }

    void OnDone() override { delete this; }

private:
    v1::FromCollector refusal_;
};

class UplinkService final : public v1::Uplink::CallbackService {
public:
    explicit UplinkService(Surroundings& around) : around_(around) {}

    Reactor* Connect(grpc::CallbackServerContext* context) override
    {
        if (open_ >= around_.limits.max_streams) {
            v1::FromCollector busy;
            busy.mutable_refusal()->set_reason(v1::REASON_BUSY);
            busy.mutable_refusal()->set_detail("as many agents as [intake] max_streams allows are "
                                               "connected");
            runtime::log(runtime::Severity::warning, "stream refused",
                         {{"reason", "busy"}, {"open", open_.load()}});
            return new RefusingLine(std::move(busy));
        }
        return new StreamLine(std::make_shared<Conversation>(around_, certified(*context)), open_);
    }

private:
    Surroundings& around_;
    std::atomic<std::size_t> open_{0};
};

} // namespace

std::unique_ptr<grpc::Service> make_service(Surroundings& around)
{
    return std::make_unique<UplinkService>(around);
}

} // namespace congto::intake
