#include "agent/uplink/enrolment_call.h"

#include "agent/uplink/channel.h"
#include "agent/uplink/doubting.h"

#include "congto/v1/enrolment.grpc.pb.h"

#include <grpcpp/channel.h>

#include <utility>

namespace congto::uplink {
namespace {

// `is_believed`: the line was there, and who should answered.
NoAnswer::Why why_of(grpc::StatusCode code, bool is_believed)
{
    if (code == grpc::StatusCode::UNAUTHENTICATED) {
        return NoAnswer::Why::unknown;
    }
    if (code == grpc::StatusCode::PERMISSION_DENIED) {
        return NoAnswer::Why::forbidden;
    }
    const bool is_lawless =
        code == grpc::StatusCode::INVALID_ARGUMENT || code == grpc::StatusCode::UNIMPLEMENTED;
    if (is_lawless) {
        return NoAnswer::Why::lawless;
    }
    return is_believed ? NoAnswer::Why::not_now : NoAnswer::Why::away;
}

template <typename Call>
std::optional<NoAnswer> ask(const EnrolmentLine& line, Call&& call)
{
    const auto judged = std::make_shared<Judged>();
    const auto stub =
        v1::Enrolment::NewStub(open_channel(line.address, judging(line.doubt, judged)));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + line.patience);
    const std::stop_callback cancel(line.stop, [&] { context.TryCancel(); });
    const grpc::Status status = call(*stub, context);
    if (status.ok()) {
        return std::nullopt;
    }
    if (const auto doubt = judged->doubt()) {
        return NoAnswer{NoAnswer::Why::doubted, *doubt};
    }
    return NoAnswer{why_of(status.error_code(), judged->is_believed()),
                    status.error_message().empty() ? "status " + std::to_string(status.error_code())
                                                   : status.error_message()};
}

} // namespace

std::optional<NoAnswer> ask(const EnrolmentLine& line, const v1::EnrollRequest& question,
                            v1::Enrolled& answer)
{
    return ask(line, [&](v1::Enrolment::Stub& stub, grpc::ClientContext& context) {
        return stub.Enroll(&context, question, &answer);
    });
}

std::optional<NoAnswer> ask(const EnrolmentLine& line, const v1::RenewRequest& question,
                            v1::Enrolled& answer)
{
    return ask(line, [&](v1::Enrolment::Stub& stub, grpc::ClientContext& context) {
        return stub.Renew(&context, question, &answer);
    });
}

} // namespace congto::uplink
