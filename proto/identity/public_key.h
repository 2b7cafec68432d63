// A public key on P-256: whom a certificate is for, and who signed.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace congto::identity {

class PublicKey {
public:
    // Of a certificate signing request (PKCS#10, DER) that its own key signed. None: it is none,
    // something follows it, the signature is not the key's, or the key is not on P-256.
    static std::optional<PublicKey> of_request(std::string_view request);
    explicit PublicKey(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}

    // DER, SubjectPublicKeyInfo: the same bytes for the same key.
    std::string der() const;
    // Whether this key's owner signed the bytes: ECDSA with SHA-256, DER.
    bool signed_this(std::string_view bytes, std::string_view signature) const;

    EVP_PKEY* get() const { return key_.get(); }

private:
    std::shared_ptr<EVP_PKEY> key_;
};

bool is_p256(const EVP_PKEY* key);

} // namespace congto::identity
