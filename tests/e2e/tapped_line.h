// A TCP line that is listened to.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace congto::test {

// Passes on every byte between whoever calls `address()` and the collector, and keeps it.
class TappedLine {
public:
    // "127.0.0.1:7400". Throws std::runtime_error: nothing can listen.
    explicit TappedLine(const std::string& collector);
    ~TappedLine();
    TappedLine(const TappedLine&) = delete;
    TappedLine& operator=(const TappedLine&) = delete;

    std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    // All that was said so far, as it went over the line, and the DATA of HTTP/2 (RFC 9113) joined:
    // a message may be cut anywhere by frames.
    std::string said() const;

private:
    void serve();
    void pass(int agent);

    std::uint16_t collector_port_ = 0;
    std::uint16_t port_ = 0;
    int listening_ = -1;
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    std::vector<std::string> said_; // in one direction of one connection each
    std::vector<std::thread> passing_;
    std::thread serving_;
};

// The payload of the DATA frames of one direction.
std::string data_of_http2(std::string_view bytes);

} // namespace congto::test
