// An X.509 certificate (RFC 5280), read.
#pragma once

#include "proto/identity/public_key.h"
#include "proto/model/time.h"

#include <openssl/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::identity {

class Certificate {
public:
    // None: it is none, or something follows it.
    static std::optional<Certificate> from_der(std::string_view der);
    // Every certificate of the text, in its order; what is not one is passed over.
    static std::vector<Certificate> all_in_pem(std::string_view text);
    explicit Certificate(std::shared_ptr<X509> certificate) : certificate_(std::move(certificate))
    {
    }

    std::string der() const;
    std::string pem() const;
    // Lower-case hexadecimal, without leading zeros.
    std::string serial() const;
    // SHA-256 over the DER, lower-case hexadecimal: what a person compares.
    std::string fingerprint() const;
    // Names of kind URI, in their order, without those that hold a NUL.
    std::vector<std::string> uris() const;
    model::Moment not_before() const;
    model::Moment not_after() const;
    bool is_authority() const;
    // The DNS or IP name `host` is among its names; what its subject is called does not count.
    bool names(const std::string& host) const;
    // Signed by that authority's key; says nothing of the time.
    bool is_signed_by(const Certificate& authority) const;
    // None: not on P-256.
    std::optional<PublicKey> public_key() const;

    X509* get() const { return certificate_.get(); }

private:
    std::shared_ptr<X509> certificate_;
};

// A certificate of a chain that any of the authorities vouches for at that time, by way of the
// others of the chain. `chain` begins with the certificate. None: it is sound; else why not.
std::optional<std::string> unsound(const std::vector<Certificate>& chain,
                                   const std::vector<Certificate>& authorities, model::Instant now);

} // namespace congto::identity
