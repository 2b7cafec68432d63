// Certificates for tests, made when they are needed.
#pragma once

#include <string>

namespace congto::test {

struct KeyPair {
    std::string certificate; // PEM
    std::string key;         // PEM
};

// An EC key and a certificate for that name (as an IP address when it is 127.0.0.1, as a URI when
// it is one), valid for a day, signed by the authority; null: an authority of its own.
KeyPair certificate(const std::string& name, const KeyPair* authority);

} // namespace congto::test
