#include "collector/access/service.h"

#include "collector/access/denials_said.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include "congto/v1/enrolment.grpc.pb.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <chrono>
#include <utility>

namespace congto::access {
namespace {

constexpr unsigned kSecondsBetweenLooks = 10; // at the files of the certificate
constexpr int kLargestQuestion = 16 << 10;
constexpr int kLargestHeader = 8 << 10;
constexpr int kMostWaiting = 256;
constexpr int kHandshake = 10'000;   // milliseconds: TLS, by whoever connects
constexpr int kLongestIdle = 60'000; // milliseconds
constexpr int kLongestLine = 60'000; // milliseconds: an agent's takes one question
constexpr int kGraceOfLine = 15'000; // milliseconds
constexpr std::chrono::seconds kGrace{2};

// "ipv4:10.1.2.3:4711" → "10.1.2.3".
std::string host_of(const std::string& peer)
{
    const auto first = peer.find(':');
    const auto last = peer.rfind(':');
    if (first == std::string::npos || last <= first) {
        return peer;
    }
    std::string host = peer.substr(first + 1, last - first - 1);
    // gRPC writes "ipv6:%5B::1%5D:4711".
    if (host.starts_with("%5B") && host.ends_with("%5D")) {
        host = host.substr(3, host.size() - 6);
    }
    return host;
}

grpc::StatusCode code_of(Denied why)
{
    switch (why) {
    case Denied::malformed:
        return grpc::StatusCode::INVALID_ARGUMENT;
    case Denied::unknown:
    case Denied::used:
        return grpc::StatusCode::UNAUTHENTICATED;
    case Denied::forbidden:
        return grpc::StatusCode::PERMISSION_DENIED;
    case Denied::too_many:
        return grpc::StatusCode::RESOURCE_EXHAUSTED;
    }
    return grpc::StatusCode::INTERNAL;
}

class EnrolmentService final : public v1::Enrolment::CallbackService {
public:
    EnrolmentService(Enrolment& enrolment, std::uint16_t uplink_port)
        : enrolment_(enrolment), uplink_port_(uplink_port)
    {
    }
    ~EnrolmentService() override { thread_.join(); }
    EnrolmentService(const EnrolmentService&) = delete;
    EnrolmentService& operator=(const EnrolmentService&) = delete;

    grpc::ServerUnaryReactor* Enroll(grpc::CallbackServerContext* context,
                                     const v1::EnrollRequest* asked, v1::Enrolled* answer) override
    {
        return answer_by(context, *answer, [this, asked](const std::string& from) {
            return enrolment_.enroll(
                {asked->token(), asked->signing_request(), asked->unit(), from});
        });
    }

    grpc::ServerUnaryReactor* Renew(grpc::CallbackServerContext* context,
                                    const v1::RenewRequest* asked, v1::Enrolled* answer) override
    {
        return answer_by(context, *answer, [this, asked](const std::string& from) {
            return enrolment_.renew(
                {asked->certificate(), asked->signing_request(), asked->signature(), from});
        });
    }

private:
    // On a thread of its own: signing and the disk are not for gRPC's, which serve streams too.
    template <typename Ask>
    grpc::ServerUnaryReactor* answer_by(grpc::CallbackServerContext* context, v1::Enrolled& answer,
                                        Ask ask)
    {
        grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
        if (++waiting_ > kMostWaiting) {
            --waiting_;
            reactor->Finish(
                {grpc::StatusCode::RESOURCE_EXHAUSTED, "too many ask for certificates; ask again"});
            return reactor;
        }
        boost::asio::post(thread_, [this, context, reactor, &answer, ask] {
            // Who no longer waits has asked again, or will.
            const grpc::Status status = context->IsCancelled()
                                            ? grpc::Status::CANCELLED
                                            : answered(answer, ask, host_of(context->peer()));
            --waiting_;
            reactor->Finish(status);
        });
        return reactor;
    }

    void say(runtime::Severity severity, const std::string& from, const std::string& cause,
             const std::string& detail)
    {
        said_.note({severity, from, cause, detail}, runtime::SystemClock().now());
    }

    // On thread_.
    template <typename Ask>
    grpc::Status answered(v1::Enrolled& answer, Ask ask, const std::string& from)
    {
        try {
            const Enrolment::Outcome outcome = ask(from);
            if (const auto* denied = std::get_if<NotEnrolled>(&outcome)) {
                say(runtime::Severity::warning, from, word_of(denied->why), denied->detail);
                return {code_of(denied->why), denied->detail};
            }
            put(answer, std::get<Issued>(outcome));
            runtime::log(runtime::Severity::info, "certificate given",
                         {{"from", from}, {"unit", answer.unit()}, {"agent", answer.agent()}});
            return grpc::Status::OK;
        } catch (const runtime::Unavailable& away) {
            say(runtime::Severity::error, from, "unavailable", away.what());
            return {grpc::StatusCode::UNAVAILABLE, "certificates cannot be given now; ask again"};
        } catch (const std::exception& failure) {
            say(runtime::Severity::error, from, "fault", failure.what());
            return {grpc::StatusCode::INTERNAL, "certificates cannot be given; tell the operator"};
        }
    }

    void put(v1::Enrolled& answer, const Issued& issued) const
    {
        answer.set_certificate(issued.der);
        const auto authorities = enrolment_.authority();
        for (const identity::Certificate& authority : authorities->all()) {
            answer.add_authorities(authority.der());
        }
        answer.set_unit(issued.unit);
        answer.set_agent(issued.agent);
        answer.set_uplink_port(uplink_port_);
    }

    Enrolment& enrolment_;
    std::uint16_t uplink_port_;
    std::atomic<int> waiting_{0};
    DenialsSaid said_;
    boost::asio::thread_pool thread_{1};
};

} // namespace

struct EnrolmentServer::Running {
    Running(Enrolment& enrolment, const EnrolmentListening& listening, std::uint16_t uplink_port)
        : service(enrolment, uplink_port)
    {
        grpc::experimental::TlsServerCredentialsOptions options(
            std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
                listening.key_file, listening.chain_file, kSecondsBetweenLooks));
        options.watch_identity_key_cert_pairs();
        options.set_cert_request_type(GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE);
        grpc::ServerBuilder builder;
        int port = 0;
        builder.AddListeningPort(listening.address,
                                 grpc::experimental::TlsServerCredentials(options), &port);
        builder.RegisterService(&service);
        builder.SetMaxReceiveMessageSize(kLargestQuestion);
        builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
        builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestHeader);
        builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshake);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kLongestIdle);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kLongestLine);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kGraceOfLine);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, 4);
        server = builder.BuildAndStart();
        if (!server || port == 0) {
            throw runtime::Unavailable(
                listening.address +
                ": cannot be listened on; is the address taken, or the certificate unusable?");
        }
        address =
            listening.address.substr(0, listening.address.rfind(':') + 1) + std::to_string(port);
    }

    ~Running()
    {
        server->Shutdown(std::chrono::system_clock::now() + kGrace);
        server->Wait();
    }

    EnrolmentService service;
    std::unique_ptr<grpc::Server> server;
    std::string address;
};

EnrolmentServer::EnrolmentServer(Enrolment& enrolment, const EnrolmentListening& listening,
                                 std::uint16_t uplink_port)
    : running_(std::make_unique<Running>(enrolment, listening, uplink_port))
{
}

EnrolmentServer::~EnrolmentServer() = default;

const std::string& EnrolmentServer::address() const
{
    return running_->address;
}

} // namespace congto::access
