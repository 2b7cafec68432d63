#include "collector/dashboard/door/make_wire.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace congto::dashboard {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t kMostDrained = 1 << 20; // bytes nobody wants, after the last answer

auto told(Wire::Done done)
{
    return [done = std::move(done)](const error_code& fault, std::size_t bytes) {
        done(!fault, bytes);
    };
}

// What comes is thrown away until the other end closes.
void drain(tcp::socket& socket, std::size_t left, Wire::Done done)
{
    auto waste = std::make_shared<std::array<char, 4096>>();
    socket.async_read_some(asio::buffer(*waste),
                           [&socket, left, waste, done = std::move(done)](
                               const error_code& fault, std::size_t bytes) mutable {
                               if (fault || bytes >= left) {
                                   done(!fault, 0);
                               } else {
                                   drain(socket, left - bytes, std::move(done));
                               }
                           });
}

void finish_socket(tcp::socket& socket, Wire::Done done)
{
    error_code gone_already;
    socket.shutdown(tcp::socket::shutdown_send, gone_already);
    drain(socket, kMostDrained, std::move(done));
}

class PlainWire final : public Wire {
public:
    explicit PlainWire(tcp::socket socket) : socket_(std::move(socket)) {}

    void greet(Done done) override
    {
        asio::post(socket_.get_executor(), [done = std::move(done)] { done(true, 0); });
    }
    void read(char* into, std::size_t size, Done done) override
    {
        socket_.async_read_some(asio::buffer(into, size), told(std::move(done)));
    }
    void write(std::string_view text, Done done) override
    {
        asio::async_write(socket_, asio::buffer(text), told(std::move(done)));
    }
    void finish(Done done) override { finish_socket(socket_, std::move(done)); }
    void close() override
    {
        error_code gone_already;
        socket_.close(gone_already);
    }

private:
    tcp::socket socket_;
};

class TlsWire final : public Wire {
public:
    TlsWire(tcp::socket socket, std::shared_ptr<asio::ssl::context> context)
        : context_(std::move(context)), stream_(std::move(socket), *context_)
    {
    }

    void greet(Done done) override
    {
        stream_.async_handshake(
            asio::ssl::stream_base::server,
            [done = std::move(done)](const error_code& fault) { done(!fault, 0); });
    }
    void read(char* into, std::size_t size, Done done) override
    {
        stream_.async_read_some(asio::buffer(into, size), told(std::move(done)));
    }
    void write(std::string_view text, Done done) override
    {
        asio::async_write(stream_, asio::buffer(text), told(std::move(done)));
    }
    void finish(Done done) override
    {
        stream_.async_shutdown([this, done = std::move(done)](const error_code&) mutable {
            finish_socket(stream_.next_layer(), std::move(done));
        });
    }
    void close() override
    {
        error_code gone_already;
        stream_.next_layer().close(gone_already);
    }

private:
    std::shared_ptr<asio::ssl::context> context_;
    asio::ssl::stream<tcp::socket> stream_;
};

} // namespace

std::unique_ptr<Wire> make_wire(asio::io_context& io, Accepted accepted,
                                std::shared_ptr<asio::ssl::context> tls)
{
    tcp::socket socket(io, accepted.is_v6 ? tcp::v6() : tcp::v4(), accepted.descriptor);
    if (tls) {
        return std::make_unique<TlsWire>(std::move(socket), std::move(tls));
    }
    return std::make_unique<PlainWire>(std::move(socket));
}

} // namespace congto::dashboard
