#include "collector/intake/service.h"

#include "collector/intake/messages.h"
#include "collector/intake/places.h"
#include "collector/intake/refusals.h"

#include "congto/v1/uplink.grpc.pb.h"
#include <grpc/grpc_security_constants.h>

#include <memory>
#include <string>
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

std::size_t header_bytes(const grpc::CallbackServerContext& context)
{
    std::size_t bytes = 0;
    for (const auto& [name, value] : context.client_metadata()) {
        bytes += name.size() + value.size();
    }
    return bytes;
}

// One stream. Lives until gRPC says OnDone; the conversation may outlive it.
class StreamLine final : public Reactor, public Line {
public:
    StreamLine(std::shared_ptr<Conversation> conversation, std::unique_ptr<Places::Place> place)
        : conversation_(std::move(conversation)), place_(std::move(place))
    {
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
        delete this;
    }

private:
    std::shared_ptr<Conversation> conversation_;
    std::unique_ptr<Places::Place> place_;
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
    explicit UplinkService(Surroundings& around)
        : around_(around), places_(around.limits.max_streams, around.limits.max_streams_of_one)
    {
    }

    Reactor* Connect(grpc::CallbackServerContext* context) override
    {
        auto shown = certified(*context);
        if (header_bytes(*context) > kLargestHeader) {
            return refuse({Reason::too_large, "the stream's headers are larger than 16 KiB"}, shown,
                          context->peer());
        }
        auto taken = places_.take(shown ? shown->unit + '/' + shown->agent : std::string());
        if (!taken.place) {
            const bool of_one = taken.full == Places::Full::of_one;
            return refuse({Reason::busy,
                           of_one
                               ? "this agent has as many streams as one may; is it started twice?"
                               : "as many agents as [intake] max_streams allows are connected",
                           0, of_one ? "full_of_one" : "full"},
                          shown, context->peer());
        }
        return new StreamLine(
            std::make_shared<Conversation>(around_, std::move(shown), Way::stream, context->peer()),
            std::move(taken.place));
    }

private:
    Reactor* refuse(const Refused& why, const std::optional<Certified>& shown,
                    std::string peer) const
    {
        if (around_.refusals != nullptr) {
            const auto cause = why.cause.empty() ? name_of(why.reason) : why.cause;
            around_.refusals->note(
                {std::string(cause), shown ? shown->unit + '/' + shown->agent : std::string(),
                 shown ? shown->serial : std::string(), std::move(peer), why.detail},
                around_.clock.now());
        }
        return new RefusingLine(message_of(why));
    }

    Surroundings& around_;
    Places places_;
};

} // namespace

std::unique_ptr<grpc::Service> make_service(Surroundings& around)
{
    return std::make_unique<UplinkService>(around);
}

} // namespace congto::intake
