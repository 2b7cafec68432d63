#include "collector/intake/handshakes.h"

#include <grpc/support/log.h>
#include <openssl/err.h>
#include <openssl/sslerr.h>

#include <array>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace congto::intake {
namespace {

constexpr std::array<std::string_view, 5> kCauses{"no_certificate", "certificate_not_verified",
                                                  "older_tls", "no_tls", "other"};
std::array<std::atomic<std::uint64_t>, kCauses.size()> counts{};

bool is_shown()
{
    static const bool shown = std::getenv("GRPC_VERBOSITY") != nullptr;
    return shown;
}

std::string_view cause_of(int reason)
{
    switch (reason) {
    case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE:
        return "no_certificate";
    case SSL_R_CERTIFICATE_VERIFY_FAILED:
        return "certificate_not_verified";
    case SSL_R_NO_SHARED_CIPHER:
    case SSL_R_UNSUPPORTED_PROTOCOL:
        return "older_tls";
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
        return "no_tls";
    default:
        return "other";
    }
}

} // namespace

std::string_view cause_of_line(std::string_view line)
{
    constexpr std::string_view kFailed = "Handshake failed with fatal error";
    constexpr std::string_view kCode = "error:";
    if (line.find(kFailed) == std::string_view::npos) {
        return {};
    }
    const auto place = line.find(kCode);
    unsigned long code = 0;
    if (place != std::string_view::npos) {
        const char* const digits = line.data() + place + kCode.size();
        std::from_chars(digits, line.data() + line.size(), code, 16);
    }
    return cause_of(ERR_GET_REASON(code));
}

void count_handshakes()
{
    static std::once_flag once;
    std::call_once(once, [] {
        is_shown();
        gpr_set_log_function([](gpr_log_func_args* line) {
            const std::string_view cause = cause_of_line(line->message);
            for (std::size_t at = 0; at < kCauses.size(); ++at) {
                counts[at] += cause == kCauses[at] ? 1 : 0;
            }
            if (is_shown()) {
                std::fprintf(stderr, "%s\n", line->message);
            }
        });
    });
}

std::map<std::string, std::uint64_t> refused_handshakes()
{
    std::map<std::string, std::uint64_t> all;
    for (std::size_t at = 0; at < kCauses.size(); ++at) {
        all.emplace(kCauses[at], counts[at]);
    }
    return all;
}

} // namespace congto::intake
