#include "agent/uplink/stream.h"

#include "agent/uplink/channel.h"

#include "congto/v1/uplink.grpc.pb.h"

#include <grpcpp/channel.h>

namespace congto::uplink {
namespace {

// gRPC gives the same status for both, and says the limit: "… larger than max (68594 vs. 65536)".
StreamEnd::TooLarge too_large_by(const grpc::Status& status)
{
    if (status.error_code() != grpc::StatusCode::RESOURCE_EXHAUSTED) {
        return StreamEnd::TooLarge::none;
    }
    const bool mine = status.error_message().find("vs. " + std::to_string(kLargestAnswer) + ")") !=
                      std::string::npos;
    return mine ? StreamEnd::TooLarge::received : StreamEnd::TooLarge::sent;
}

} // namespace

struct Stream::Call {
    explicit Call(const CollectorSettings& settings)
        : channel(open_channel(settings)), stub(v1::Uplink::NewStub(channel)),
          stream(stub->Connect(corked(context)))
    {
    }

    // The call starts with its first message, so that its wait for a connection can be cancelled.
    static grpc::ClientContext* corked(grpc::ClientContext& context)
    {
        context.set_initial_metadata_corked(true);
        return &context;
    }

    std::shared_ptr<grpc::Channel> channel;
    std::unique_ptr<v1::Uplink::Stub> stub;
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReaderWriter<v1::FromAgent, v1::FromCollector>> stream;
};

Stream::Stream(const CollectorSettings& settings) : call_(std::make_unique<Call>(settings)) {}

Stream::~Stream() = default;

bool Stream::send(const v1::FromAgent& message)
{
    return call_->stream->Write(message);
}

bool Stream::receive(v1::FromCollector& message)
{
    return call_->stream->Read(&message);
}

void Stream::half_close()
{
    call_->stream->WritesDone();
}

void Stream::cancel()
{
    call_->context.TryCancel();
}

StreamEnd Stream::end()
{
    const grpc::Status status = call_->stream->Finish();
    if (status.ok()) {
        return {"the collector ended the stream"};
    }
    return {status.error_message().empty() ? "status " + std::to_string(status.error_code())
                                           : status.error_message(),
            too_large_by(status)};
}

} // namespace congto::uplink
