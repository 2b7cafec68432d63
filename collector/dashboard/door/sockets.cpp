#include "collector/dashboard/door/sockets.h"

#include "collector/dashboard/door/make_wire.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <thread>
#include <utility>

namespace congto::dashboard {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kTick{250};
constexpr std::chrono::milliseconds kAfterFailedAccept{200}; // no descriptor is free, say

} // namespace

struct Sockets::Running {
    Running(const Endpoint& endpoint, std::optional<CertificateFiles> files)
    {
        if (files) {
            tls.emplace(std::move(*files));
        }
        try {
            const tcp::endpoint place(asio::ip::make_address(endpoint.address), endpoint.port);
            acceptor.open(place.protocol());
            acceptor.set_option(tcp::acceptor::reuse_address(true));
            acceptor.bind(place);
            acceptor.listen();
            address = text_of(Endpoint{endpoint.address, acceptor.local_endpoint().port(), false});
        } catch (const boost::system::system_error& fault) {
            throw runtime::Unavailable(
                text_of(endpoint) + ": cannot be listened on for HTTP: " + fault.code().message());
        }
    }

    ~Running() { end(); }

    void end()
    {
        io.stop();
        if (thread.joinable()) {
            thread.join();
        }
    }

    void run()
    {
        while (!io.stopped()) {
            try {
                io.run();
            } catch (const std::exception& failure) { // no memory: what asked for it is cut off
                runtime::log(runtime::Severity::error, "something of people's lines failed",
                             {{"detail", failure.what()}});
            }
        }
    }

    void accept()
    {
        acceptor.async_accept([this](const error_code& fault, tcp::socket socket) {
            if (!acceptor.is_open()) {
                return;
            }
            if (fault) {
                pause.expires_after(kAfterFailedAccept);
                pause.async_wait([this](const error_code&) { accept(); });
                return;
            }
            accept(); // first: whatever becomes of this one
            take(std::move(socket));
        });
    }

    void take(tcp::socket socket)
    {
        error_code fault;
        const auto peer = socket.remote_endpoint(fault);
        const auto from = fault ? std::nullopt : address_of(peer.address().to_string());
        if (!from) {
            return; // gone already
        }
        socket.set_option(tcp::no_delay(true), fault);
        const Accepted accepted{socket.release(fault), peer.address().is_v6()};
        if (!fault) {
            calls.on_wire(make_wire(io, accepted, tls ? tls->current() : nullptr), *from);
        }
    }

    void tick()
    {
        timer.expires_after(kTick);
        timer.async_wait([this](const error_code& fault) {
            if (fault) {
                return;
            }
            tick(); // first: deadlines hold whatever fails below
            calls.on_tick();
            const auto now = std::chrono::steady_clock::now();
            if (tls && now >= look_due) {
                look_due = now + certificate_look;
                tls->look();
            }
        });
    }

    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> stays{io.get_executor()};
    tcp::acceptor acceptor{io};
    asio::steady_timer timer{io};
    asio::steady_timer pause{io};
    std::optional<TlsContext> tls;
    std::string address;
    Calls calls;
    std::chrono::milliseconds certificate_look{};
    std::chrono::steady_clock::time_point look_due{};
    std::thread thread;
};

Sockets::Sockets(const Endpoint& endpoint, std::optional<CertificateFiles> tls)
    : running_(std::make_unique<Running>(endpoint, std::move(tls)))
{
}

Sockets::~Sockets() = default;

const std::string& Sockets::address() const
{
    return running_->address;
}

bool Sockets::has_tls() const
{
    return running_->tls.has_value();
}

void Sockets::start(Calls calls, std::chrono::milliseconds certificate_look)
{
    running_->calls = std::move(calls);
    running_->certificate_look = certificate_look;
    running_->accept();
    running_->tick();
    running_->thread = std::thread([running = running_.get()] { running->run(); });
}

void Sockets::post(std::function<void()> work)
{
    asio::post(running_->io, std::move(work));
}

void Sockets::end()
{
    running_->end();
}

void Sockets::stop_accepting()
{
    error_code gone_already;
    running_->acceptor.close(gone_already);
}

} // namespace congto::dashboard
