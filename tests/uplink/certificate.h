// Certificates for tests, made when they are needed.
#pragma once

#include <chrono>
#include <string>

namespace congto::test {

struct KeyPair {
    std::string certificate; // PEM
    std::string key;         // PEM
};

// Before and after now.
struct Life {
    std::chrono::seconds begun{24 * 3600};
    std::chrono::seconds left{24 * 3600};
};

// An EC key and a certificate for that name (as an IP address when it is 127.0.0.1, as a URI when
// it is one), valid for a day, signed by the authority; null: an authority of its own.
KeyPair certificate(const std::string& name, const KeyPair* authority, const Life& life = {});

// PEM; for the key of a signing request (DER).
std::string certificate_for(const std::string& signing_request, const std::string& name,
                            const KeyPair& authority, const Life& life = {});

} // namespace congto::test
