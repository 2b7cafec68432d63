#include "tests/uplink/tls_server.h"

#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <stdexcept>

namespace congto::test {
namespace {

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Line = std::unique_ptr<SSL, decltype(&SSL_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

Memory memory_of(const std::string& text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

X509* certificate_of(const KeyPair& pair)
{
    return PEM_read_bio_X509(memory_of(pair.certificate).get(), nullptr, nullptr, nullptr);
}

// gRPC hangs up on a server that does not say that it speaks HTTP/2.
int choose_http2(SSL* /*line*/, const unsigned char** chosen, unsigned char* size,
                 const unsigned char* /*offered*/, unsigned int /*offered_size*/, void* /*data*/)
{
    static const unsigned char kHttp2[] = {'h', '2'};
    *chosen = kHttp2;
    *size = sizeof kHttp2;
    return SSL_TLSEXT_ERR_OK;
}

Context context_of(const KeyPair& own, const KeyPair& authority, TlsServer::Newest newest)
{
    Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    X509* certificate = certificate_of(own);
    EVP_PKEY* key = PEM_read_bio_PrivateKey(memory_of(own.key).get(), nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context.get(), certificate);
    SSL_CTX_use_PrivateKey(context.get(), key);
    X509_free(certificate);
    EVP_PKEY_free(key);
    SSL_CTX_add_extra_chain_cert(context.get(), certificate_of(authority)); // takes it
    SSL_CTX_set_max_proto_version(
        context.get(), newest == TlsServer::Newest::tls_1_2 ? TLS1_2_VERSION : TLS1_3_VERSION);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_http2, nullptr);
    return context;
}

} // namespace

TlsServer::TlsServer(const KeyPair& own, const KeyPair& authority, Newest newest)
    : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listening_, reinterpret_cast<const sockaddr*>(&here), sizeof here) != 0 ||
        ::listen(listening_, 8) != 0) {
        throw std::runtime_error(std::string("no port for a server: ") + std::strerror(errno));
    }
    serving_ = std::thread([this, own, authority, newest] { serve(own, authority, newest); });
}

TlsServer::~TlsServer()
{
    ::shutdown(listening_, SHUT_RDWR); // wakes accept()
    serving_.join();
    ::close(listening_);
}

std::string TlsServer::address() const
{
    sockaddr_in here{};
    socklen_t size = sizeof here;
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&here), &size);
    return "127.0.0.1:" + std::to_string(ntohs(here.sin_port));
}

std::vector<std::string> TlsServer::agreed() const
{
    const std::scoped_lock lock(mutex_);
    return agreed_;
}

void TlsServer::serve(const KeyPair& own, const KeyPair& authority, Newest newest)
{
    const Context context = context_of(own, authority, newest);
    for (int caller = 0; (caller = ::accept(listening_, nullptr, nullptr)) >= 0; ::close(caller)) {
        const Line line(SSL_new(context.get()), SSL_free);
        SSL_set_fd(line.get(), caller);
        if (SSL_accept(line.get()) == 1) {
            const std::scoped_lock lock(mutex_);
            agreed_.emplace_back(SSL_get_version(line.get()));
        }
    }
}

} // namespace congto::test
