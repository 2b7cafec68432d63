#include "agent/uplink/doubting.h"

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <utility>

namespace congto::uplink {
namespace {

using grpc::experimental::ExternalCertificateVerifier;
using grpc::experimental::TlsCustomVerificationCheckRequest;

class Verifier final : public ExternalCertificateVerifier {
public:
    Verifier(AskDoubt doubt, std::shared_ptr<Judged> judged)
        : doubt_(std::move(doubt)), judged_(std::move(judged))
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
        judged_->say(std::move(doubt));
        return true;
    }

    void Cancel(TlsCustomVerificationCheckRequest* /*request*/) override {}

private:
    AskDoubt doubt_;
    std::shared_ptr<Judged> judged_;
};

} // namespace

void Judged::say(Doubt doubt)
{
    const std::scoped_lock lock(mutex_);
    was_asked_ = true;
    doubt_ = std::move(doubt);
}

Doubt Judged::doubt() const
{
    const std::scoped_lock lock(mutex_);
    return doubt_;
}

bool Judged::is_believed() const
{
    const std::scoped_lock lock(mutex_);
    return was_asked_ && !doubt_;
}

std::shared_ptr<grpc::ChannelCredentials>
judging(const AskDoubt& doubt, const std::shared_ptr<Judged>& judged, const Shown& own)
{
    using grpc::experimental::StaticDataCertificateProvider;
    grpc::experimental::TlsChannelCredentialsOptions options;
    options.set_verify_server_certs(false);
    options.set_check_call_host(false);
    options.set_certificate_verifier(ExternalCertificateVerifier::Create<Verifier>(doubt, judged));
    if (!own.certificate.empty()) {
        options.set_certificate_provider(std::make_shared<StaticDataCertificateProvider>(
            std::vector<grpc::experimental::IdentityKeyCertPair>{{own.key, own.certificate}}));
        options.watch_identity_key_cert_pairs();
    }
    return grpc::experimental::TlsCredentials(options);
}

} // namespace congto::uplink
