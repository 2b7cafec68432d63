#include "tests/dashboard/door/client.h"

#include "proto/identity/certificate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace congto::test {
namespace {

constexpr timeval kWaits{60, 0};

int connected(const std::string& address)
{
    const auto colon = address.rfind(':');
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &place.sin_addr);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &kWaits, sizeof kWaits);
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &kWaits, sizeof kWaits);
    ::connect(descriptor, reinterpret_cast<const sockaddr*>(&place), sizeof place);
    return descriptor;
}

std::size_t length_in(const std::string& head)
{
    constexpr std::string_view kName = "Content-Length: ";
    const auto at = head.find(kName);
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + kName.size()));
}

} // namespace

struct Client::Tls {
    Tls(int socket, const TlsWish& wish) : context(SSL_CTX_new(TLS_client_method()))
    {
        if (wish.newest != 0) {
            SSL_CTX_set_max_proto_version(context, wish.newest);
        }
        if (!wish.protocols.empty()) {
            SSL_CTX_set_alpn_protos(context,
                                    reinterpret_cast<const unsigned char*>(wish.protocols.data()),
                                    static_cast<unsigned>(wish.protocols.size()));
        }
        ssl = SSL_new(context);
        SSL_set_fd(ssl, socket);
        is_agreed = SSL_connect(ssl) == 1;
    }
    ~Tls()
    {
        SSL_free(ssl);
        SSL_CTX_free(context);
    }
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;

    SSL_CTX* context;
    SSL* ssl = nullptr;
    bool is_agreed = false;
};

Client::Client(const std::string& address) : socket_(connected(address)) {}

Client::Client(const std::string& address, const TlsWish& wish)
    : socket_(connected(address)), tls_(std::make_unique<Tls>(socket_, wish))
{
}

Client::~Client()
{
    tls_.reset();
    ::close(socket_);
}

bool Client::has_line() const
{
    return !tls_ || tls_->is_agreed;
}

std::string Client::version() const
{
    return SSL_get_version(tls_->ssl);
}

std::string Client::fingerprint() const
{
    const std::shared_ptr<X509> shown(SSL_get1_peer_certificate(tls_->ssl), &X509_free);
    return identity::Certificate(shown).fingerprint();
}

bool Client::send(std::string_view text)
{
    while (!text.empty()) {
        const auto sent = tls_ ? SSL_write(tls_->ssl, text.data(), static_cast<int>(text.size()))
                               : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::more()
{
    std::array<char, 16384> bytes{};
    const auto got = tls_ ? SSL_read(tls_->ssl, bytes.data(), static_cast<int>(bytes.size()))
                          : ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got <= 0) {
        return false;
    }
    received_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
}

Answer Client::answer(std::string_view method)
{
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!more()) {
            return {};
        }
    }
    Answer answer;
    answer.head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
    const std::size_t length = method == "HEAD" ? 0 : length_in(answer.head);
    while (received_.size() < length && more()) {
    }
    answer.body = received_.substr(0, length);
    received_.erase(0, length);
    return answer;
}

Answer Client::get(const std::string& target)
{
    send("GET " + target + " HTTP/1.1\r\nHost: congto.example\r\n\r\n");
    return answer();
}

std::string Client::rest()
{
    while (more()) {
    }
    return received_;
}

void Client::take_little()
{
    const int least = 1;
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
}

bool Client::stays_silent(int milliseconds)
{
    pollfd waiting{socket_, POLLIN, 0};
    return ::poll(&waiting, 1, milliseconds) == 0;
}

} // namespace congto::test
