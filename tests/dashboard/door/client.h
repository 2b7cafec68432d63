// Who asks by HTTP, byte by byte if he likes.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace congto::test {

struct Answer {
    int status = 0; // 0: the line ended without one
    std::string head;
    std::string body;

    bool has(std::string_view header) const { return head.find(header) != std::string::npos; }
};

struct TlsWish {
    int newest = 0;          // TLS1_2_VERSION and the like; 0: what there is
    std::string protocols{}; // as RFC 7301 has them on the line: "\x02h2"
};

// A line. Waits at most ten seconds for anything.
class Client {
public:
    explicit Client(const std::string& address); // "127.0.0.1:8443", in plain text
    Client(const std::string& address, const TlsWish& wish);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    bool has_line() const; // TLS was agreed on
    std::string version() const;
    // SHA-256 of the certificate shown, lower-case hexadecimal.
    std::string fingerprint() const;

    // False: the line is broken.
    bool send(std::string_view text);
    // `method`: an answer to HEAD has no body.
    Answer answer(std::string_view method = "GET");
    Answer get(const std::string& target);
    // Everything until the other end closes.
    std::string rest();
    void take_little(); // from now on: the smallest window there is
    // Only once: nothing comes within that time, and the line is open.
    bool stays_silent(int milliseconds);

private:
    bool more();

    struct Tls;
    int socket_ = -1;
    std::unique_ptr<Tls> tls_;
    std::string received_;
};

} // namespace congto::test
