#include "collector/dashboard/door/tls_context.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>
#include <openssl/ssl.h>

#include <fstream>
#include <iterator>
#include <utility>

namespace congto::dashboard {
namespace {

namespace ssl = boost::asio::ssl;

std::string content_of(const std::filesystem::path& file)
{
    try {
        std::ifstream in(file, std::ios::binary);
        in.exceptions(std::ios::failbit | std::ios::badbit);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    } catch (const std::ios_base::failure&) { // also from within the buffer: it is a folder
        throw runtime::BadSettings(file.string() + ": cannot be read");
    }
}

// "http/1.1" where the other end names what it speaks (RFC 7301), so that an answer is never taken
// for another protocol's; else no line.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*)
{
    static constexpr unsigned char kOurs[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, size, kOurs, sizeof kOurs - 1, offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

TlsContext::TlsContext(CertificateFiles files)
    : files_(std::move(files)), taken_(read()), current_(made_of(taken_))
{
}

TlsContext::Content TlsContext::read() const
{
    return {content_of(files_.certificate), content_of(files_.key)};
}

std::shared_ptr<ssl::context> TlsContext::made_of(const Content& content) const
{
    auto made = std::make_shared<ssl::context>(ssl::context::tls_server);
    SSL_CTX* native = made->native_handle();
    SSL_CTX_set_min_proto_version(native, TLS1_3_VERSION);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_mode(native, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(native, &choose_protocol, nullptr);
    boost::system::error_code fault;
    made->use_certificate_chain(boost::asio::buffer(content.certificate), fault);
    if (fault) {
        throw runtime::BadSettings(files_.certificate.string() +
                                   ": holds no certificate (PEM): " + fault.message());
    }
    made->use_private_key(boost::asio::buffer(content.key), ssl::context::pem, fault);
    if (fault || SSL_CTX_check_private_key(native) != 1) {
        throw runtime::BadSettings(files_.key.string() + ": holds no private key (PEM) of " +
                                   files_.certificate.string());
    }
    return made;
}

void TlsContext::look()
{
    try {
        Content now = read();
        if (now == taken_) {
            told_.clear();
            return;
        }
        current_ = made_of(now);
        taken_ = std::move(now);
        told_.clear();
        runtime::log(runtime::Severity::info, "people's lines get the new certificate",
                     {{"file", files_.certificate.string()}});
    } catch (const runtime::BadSettings& fault) {
        if (std::exchange(told_, fault.what()) != fault.what()) {
            runtime::log(runtime::Severity::warning, "people's lines keep the certificate they had",
                         {{"reason", told_}});
        }
    }
}

} // namespace congto::dashboard
