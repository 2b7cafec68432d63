// A server of a site of its own, for one test.
#pragma once

#include "collector/dashboard/door/http_server.h"
#include "tests/dashboard/door/client.h"
#include "tests/support/process.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace congto::test {

using dashboard::HttpLimits;
using dashboard::HttpListening;
using dashboard::HttpRequest;
using dashboard::HttpResponse;
using dashboard::HttpServer;
using dashboard::Refusal;

// Keeps those who ask for it waiting until it is opened.
class Gate {
public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return is_open_; });
    }
    void open()
    {
        const std::scoped_lock lock(mutex_);
        is_open_ = true;
        changed_.notify_all();
    }
    void wait_for(int waiting)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= waiting; });
    }
    ~Gate() { open(); }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool is_open_ = false;
};

// Limits of less than a second, so that a test need not wait.
inline HttpLimits hasty()
{
    using std::chrono::milliseconds;
    HttpLimits limits;
    limits.handshake = milliseconds(500);
    limits.sending = milliseconds(500);
    limits.idle = milliseconds(500);
    limits.taking = milliseconds(500);
    limits.stopping = milliseconds(1000);
    limits.certificate_look = milliseconds(100);
    return limits;
}

// Says back what was asked; some targets do otherwise.
struct Doors {
    explicit Doors(HttpListening listening = {}) : server(listening, site(), clock) {}

    dashboard::Site site()
    {
        return [this](const HttpRequest& request) -> HttpResponse {
            if (request.target == "/wait" || request.target == "/login") {
                gate.wait();
            }
            if (request.target == "/throw") {
                throw std::runtime_error("a secret");
            }
            if (request.target == "/throw-int") {
                throw 7;
            }
            if (request.target == "/split") {
                return {200, {{"X-Name", "a\r\nSet-Cookie: b"}}, ""};
            }
            if (request.target == "/large") {
                return {200, {}, std::string(32 << 20, 'x')};
            }
            std::string said = request.method + ' ' + request.target + ' ' + request.peer + '\n';
            for (const auto& [name, value] : request.headers) {
                said += name + '=' + value + '\n';
            }
            return {200, {{"Content-Type", "text/plain"}}, said + request.body};
        };
    }

    Client client() const { return Client(server.address()); }
    std::uint64_t refused(Refusal refusal) const { return server.counts().of(refusal); }
    // Waits a while for it.
    bool has_lines(std::size_t count) const
    {
        return eventually([&] { return server.counts().lines == count; });
    }

    runtime::SystemClock clock;
    Gate gate;
    HttpServer server;
};

} // namespace congto::test
