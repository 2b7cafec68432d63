#include "agent/uplink/channel.h"

#include "agent/uplink/certificates.h"
#include "proto/identity/tls_floor.h"

#include <grpc/support/log.h>
#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/credentials.h>

#include <cstdlib>
#include <mutex>
#include <utility>

namespace congto::uplink {
namespace {

// Servers count a ping that comes within five minutes without data as a fault and end the
// connection after three; this is just above. Between pings the progress notes keep the line alive,
// and with keepalive on, bytes not acknowledged for kKeepaliveTimeout end a dead connection.
constexpr int kKeepaliveTime = 330'000;   // milliseconds
constexpr int kKeepaliveTimeout = 20'000; // milliseconds
constexpr int kConnectTimeout = 15'000;   // milliseconds

constexpr std::size_t kMemory = 16 << 20;

std::shared_ptr<grpc::ChannelCredentials> credentials_of(const CollectorSettings& settings)
{
    if (settings.plaintext) {
        return grpc::InsecureChannelCredentials();
    }
    Certificates read = read_certificates(settings);
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = std::move(read.authorities);
    options.pem_cert_chain = std::move(read.own);
    options.pem_private_key = std::move(read.key);
    return grpc::SslCredentials(options);
}

// gRPC writes what goes wrong to standard error, each time; the uplink says it once. GRPC_VERBOSITY
// brings its own lines back.
void quiet()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (std::getenv("GRPC_VERBOSITY") == nullptr) {
            gpr_set_log_function([](gpr_log_func_args*) {});
        }
    });
}

} // namespace

std::shared_ptr<grpc::Channel> open_channel(const CollectorSettings& settings)
{
    return open_channel(settings.address, credentials_of(settings));
}

std::shared_ptr<grpc::Channel>
open_channel(const std::string& address,
             const std::shared_ptr<grpc::ChannelCredentials>& credentials)
{
    identity::require_tls_1_3();
    quiet();
    grpc::ChannelArguments arguments;
    grpc::ResourceQuota quota("congto-agent");
    quota.Resize(kMemory);
    arguments.SetResourceQuota(quota);
    arguments.SetMaxReceiveMessageSize(kLargestAnswer);
    arguments.SetMaxSendMessageSize(-1);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveTime);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeout);
    arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectTimeout);
    // A new channel is a new attempt, and waits are the uplink's.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
    arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    if (is_loopback(address)) {
        arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
    }
    return grpc::CreateCustomChannel(address, credentials, arguments);
}

} // namespace congto::uplink
