#include "agent/uplink/enrolment_call.h"

#include "agent/uplink/channel.h"

#include "congto/v1/enrolment.grpc.pb.h"

#include <grpcpp/channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <mutex>
#include <utility>

namespace congto::uplink {
namespace {

using grpc::experimental::ExternalCertificateVerifier;
using grpc::experimental::TlsCustomVerificationCheckRequest;

// What was said against the one who answered, from gRPC's thread.
struct Doubted {
    std::mutex mutex;
    Doubt doubt;
};

// gRPC's own check is off: it wants to know the authorities before the first line, and who enrols
// knows a fingerprint only.
class Verifier final : public ExternalCertificateVerifier {
public:
    Verifier(decltype(EnrolmentLine::doubt) doubt, std::shared_ptr<Doubted> doubted)
        : doubt_(std::move(doubt)), doubted_(std::move(doubted))
    {
    }

    bool Verify(TlsCustomVerificationCheckRequest* request,
                std::function<void(grpc::Status)> /*later*/, grpc::Status* status) override
    {
        const grpc::string_ref shown = request->peer_cert_full_chain();
        Doubt doubt = "it could not be checked";
        try {
            doubt = doubt_(identity::Certificate::all_in_pem({shown.data(), shown.size()}));
        } catch (const std::exception& failure) {
            *doubt += std::string(": ") + failure.what();
        }
        *status =
            doubt ? grpc::Status(grpc::StatusCode::UNAUTHENTICATED, *doubt) : grpc::Status::OK;
        const std::scoped_lock lock(doubted_->mutex);
        doubted_->doubt = std::move(doubt);
        return true;
    }

    void Cancel(TlsCustomVerificationCheckRequest* /*request*/) override {}

private:
    decltype(EnrolmentLine::doubt) doubt_;
    std::shared_ptr<Doubted> doubted_;
};

std::shared_ptr<grpc::ChannelCredentials> credentials(const EnrolmentLine& line,
                                                      const std::shared_ptr<Doubted>& doubted)
{
    grpc::experimental::TlsChannelCredentialsOptions options;
    options.set_verify_server_certs(false);
    options.set_check_call_host(false);
    options.set_certificate_verifier(
        ExternalCertificateVerifier::Create<Verifier>(line.doubt, doubted));
    return grpc::experimental::TlsCredentials(options);
}

NoAnswer::Why why_of(grpc::StatusCode code)
{
    if (code == grpc::StatusCode::UNAUTHENTICATED) {
        return NoAnswer::Why::unknown;
    }
    if (code == grpc::StatusCode::PERMISSION_DENIED) {
        return NoAnswer::Why::forbidden;
    }
    const bool is_lawless =
        code == grpc::StatusCode::INVALID_ARGUMENT || code == grpc::StatusCode::UNIMPLEMENTED;
    return is_lawless ? NoAnswer::Why::lawless : NoAnswer::Why::away;
}

template <typename Call>
std::optional<NoAnswer> ask(const EnrolmentLine& line, Call&& call)
{
    const auto doubted = std::make_shared<Doubted>();
    const auto stub =
        v1::Enrolment::NewStub(open_channel(line.address, credentials(line, doubted)));
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + line.patience);
    const std::stop_callback cancel(line.stop, [&] { context.TryCancel(); });
    const grpc::Status status = call(*stub, context);
    if (status.ok()) {
        return std::nullopt;
    }
    const std::scoped_lock lock(doubted->mutex);
    if (doubted->doubt) {
        return NoAnswer{NoAnswer::Why::doubted, *doubted->doubt};
    }
    return NoAnswer{why_of(status.error_code()),
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
