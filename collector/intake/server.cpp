#include "collector/intake/server.h"

#include "collector/intake/desk.h"
#include "collector/intake/handshakes.h"
#include "collector/intake/service.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <grpcpp/impl/codegen/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <fstream>
#include <utility>

namespace congto::intake {
namespace {

// Agents ping at most every five minutes; a line that answers none for so long is dead.
constexpr int kKeepaliveTime = 330'000;   // milliseconds
constexpr int kKeepaliveTimeout = 20'000; // milliseconds
constexpr int kLeastPingInterval = 60'000;
constexpr int kHandshake = 10'000; // milliseconds: TLS, by whoever connects
constexpr int kIdle = 600'000;     // milliseconds: a connection without a stream
constexpr int kStreamsOfConnection = 100;
// What gRPC lets through, in batches of the limit: what is somewhat too large is to be refused with
// a reason. What exceeds this ends its stream unread, with gRPC's RESOURCE_EXHAUSTED.
constexpr std::uint64_t kBatchesLetThrough = 4;

constexpr unsigned kSecondsBetweenLooks = 10; // at the files of [tls]

// gRPC only says in its own log that a file is none.
void require_content(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in || in.peek() == std::ifstream::traits_type::eof()) {
        throw runtime::BadSettings(file.string() + ": cannot be read, or is empty; check [tls]");
    }
}

std::shared_ptr<grpc::ServerCredentials> credentials_of(const Listening& listening)
{
    if (!listening.tls) {
        return grpc::InsecureServerCredentials();
    }
    const TlsFiles& tls = *listening.tls;
    for (const auto* file : {&tls.ca, &tls.certificate, &tls.key}) {
        require_content(*file);
    }
    grpc::experimental::TlsServerCredentialsOptions options(
        std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
            tls.key, tls.certificate, tls.ca, kSecondsBetweenLooks));
    options.watch_root_certs();
    options.watch_identity_key_cert_pairs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    return grpc::experimental::TlsServerCredentials(options);
}

std::string with_port(const std::string& address, int port)
{
    return address.substr(0, address.rfind(':') + 1) + std::to_string(port);
}

} // namespace

struct Server::Running {
    Running(ServerParts parts, std::unique_ptr<store::Store> store, runtime::Clock& clock)
        : desk({parts.limits, std::move(parts.unit_of), std::move(parts.on_corrupt),
                std::move(parts.admission), std::move(parts.used)},
               std::move(store), clock),
          service(make_service(desk.around)), beside(std::move(parts.beside)), grace(parts.grace)
    {
        listen(parts.listening);
    }

    ~Running()
    {
        desk.close();
        server->Shutdown(std::chrono::system_clock::now() + grace);
        server->Wait();
    }

    void listen(const Listening& listening)
    {
        count_handshakes();
        grpc::ServerBuilder builder;
        int port = 0;
        builder.AddListeningPort(listening.address, credentials_of(listening), &port);
        builder.RegisterService(service.get());
        if (beside) {
            builder.RegisterService(beside.get());
        }
        builder.SetMaxReceiveMessageSize(
            static_cast<int>(desk.around.limits.batch_limit_bytes * kBatchesLetThrough));
        builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
        builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, static_cast<int>(kLargestHeader));
        builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsOfConnection);
        builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshake);
        builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdle);
        builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTime);
        builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeout);
        builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                                   kLeastPingInterval);
        server = builder.BuildAndStart();
        if (!server || port == 0) {
            throw runtime::Unavailable(
                listening.address +
                ": cannot be listened on; is the address taken, or a certificate unusable?");
        }
        address = with_port(listening.address, port);
    }

    // In order of dependence: streams end before the desk.
    Desk desk;
    std::unique_ptr<grpc::Service> service;
    std::shared_ptr<grpc::Service> beside;
    const std::chrono::seconds grace;
    std::unique_ptr<grpc::Server> server;
    std::string address;
};

Server::Server(ServerParts parts, std::unique_ptr<store::Store> store, runtime::Clock& clock)
    : running_(std::make_unique<Running>(std::move(parts), std::move(store), clock))
{
}

Server::~Server() = default;

void Server::decide(const store::Decision& decision)
{
    running_->desk.writer.decide(decision);
}

void Server::check_certificates()
{
    running_->desk.conversations.check_certificates();
}

Refusals& Server::refusals()
{
    return running_->desk.refusals;
}

const Surroundings& Server::surroundings() const
{
    return running_->desk.around;
}

const std::string& Server::address() const
{
    return running_->address;
}

} // namespace congto::intake
