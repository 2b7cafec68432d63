// A private key: EC P-256 (FIPS 186-4), the only kind the project makes or signs for.
#pragma once

#include "proto/identity/public_key.h"

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace congto::identity {

// Shares its key; wiped with the last of its copies. Any thread may read.
class PrivateKey {
public:
    // Throws runtime::Failure: OpenSSL gives no random bytes.
    static PrivateKey generate();
    // The first private key of the text. None: there is none, not on P-256, or not whole.
    static std::optional<PrivateKey> from_pem(std::string_view text);

    std::string pem() const; // PKCS#8, not encrypted
    PublicKey public_key() const { return PublicKey(key_); }
    // ECDSA with SHA-256, DER.
    std::string sign(std::string_view bytes) const;
    // A certificate signing request (PKCS#10, DER) that names nobody: what a certificate says
    // is for whoever signs it.
    std::string signing_request() const;

    EVP_PKEY* get() const { return key_.get(); }

private:
    explicit PrivateKey(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}

    std::shared_ptr<EVP_PKEY> key_;
};

} // namespace congto::identity
