// A server of TLS and nothing above it: it agrees on a line, or not, and hangs up.
#pragma once

#include "tests/uplink/certificate.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace congto::test {

class TlsServer {
public:
    enum class Newest : std::uint8_t { tls_1_2, tls_1_3 };

    // Listens on the loopback, and shows both certificates.
    TlsServer(const KeyPair& own, const KeyPair& authority, Newest newest);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    std::string address() const;
    // Versions of the lines that were agreed on.
    std::vector<std::string> agreed() const;

private:
    void serve(const KeyPair& own, const KeyPair& authority, Newest newest);

    int listening_;
    mutable std::mutex mutex_;
    std::vector<std::string> agreed_;
    std::thread serving_;
};

} // namespace congto::test
