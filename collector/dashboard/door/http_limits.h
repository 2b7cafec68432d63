// What one who asks by HTTP may take of this machine.
#pragma once

#include <chrono>
#include <cstddef>

namespace congto::dashboard {

struct HttpLimits {
    // Start line and headers. A browser's with a session cookie take 1 to 2 KiB.
    std::size_t header_bytes = 16 << 10;
    std::size_t headers = 100;
    // Forms of this site take a few hundred bytes.
    std::size_t body_bytes = 64 << 10;

    // For TLS to be agreed on, from the first byte of the line.
    std::chrono::milliseconds handshake = std::chrono::seconds(10);
    // From a request's first byte to its last; however slowly bytes drip in, it does not grow.
    std::chrono::milliseconds sending = std::chrono::seconds(10);
    // Between an answer and the next request. Browsers open a new line without complaint.
    std::chrono::milliseconds idle = std::chrono::seconds(30);
    // To take an answer, and a second more for each `taking_bytes_per_second` of it.
    std::chrono::milliseconds taking = std::chrono::seconds(30);
    std::size_t taking_bytes_per_second = 64 << 10;

    // About 70 KiB each with TLS.
    std::size_t lines = 1024;
    // An office behind one address has some tens of people, a browser six lines. Addresses of
    // proxies are excepted.
    std::size_t lines_of_one = 64;

    // Requests that wait for the site or are being answered; more wait longer than people do. Those
    // that take long (a password is hashed: 0.1 s) are counted apart.
    std::size_t waiting = 64;
    std::size_t waiting_long = 16;
    // Of each by one address, so that one cannot make all others wait.
    std::size_t waiting_of_one = 8;
    // Answers that are on their way, together. An answer that would exceed it is refused.
    std::size_t answer_bytes = 256 << 20;

    // For answers that are under way when the server stops.
    std::chrono::milliseconds stopping = std::chrono::seconds(5);
    // Between two looks at the certificate's files.
    std::chrono::milliseconds certificate_look = std::chrono::seconds(5);
};

} // namespace congto::dashboard
