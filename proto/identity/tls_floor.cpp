#include "proto/identity/tls_floor.h"

#include "config/runtime/failure.h"

#include <cstdlib>
#include <string_view>

namespace congto::identity {
namespace {

// gRPC 1.51 has no setting for the oldest version, but one for the ciphers of TLS 1.2 (those of 1.3
// are apart). This one needs a shared secret instead of certificates, and nobody here has one.
constexpr const char* kSetting = "GRPC_SSL_CIPHER_SUITES";
constexpr const char* kNoneWithCertificates = "PSK-AES256-GCM-SHA384";

} // namespace

void require_tls_1_3()
{
    const char* set = std::getenv(kSetting);
    if (set != nullptr && std::string_view(set) == kNoneWithCertificates) {
        return;
    }
    if (::setenv(kSetting, kNoneWithCertificates, 1) != 0) {
        throw runtime::Failure("no memory for the setting that makes TLS 1.3 the oldest version");
    }
}

} // namespace congto::identity
