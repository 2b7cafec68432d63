// The parts of a certificate that is being made. Of this room alone.
#pragma once

#include "proto/identity/certificate.h"
#include "proto/identity/handles.h"

#include <memory>
#include <string>

namespace congto::access {

// Clocks of units are not exact: what is signed began so long ago.
inline constexpr std::chrono::minutes kSkew{10};

struct Lifetime {
    model::Moment from;
    model::Moment to;
};

model::Moment seconds_of(model::Instant instant);

// "Congto 2026-11-22 1a2b3c4d": two authorities made apart are told apart by name.
std::string new_name(model::Instant now);
void set_name(X509_NAME* name, const std::string& text);

// With a serial number of 128 random bits, and the key; nothing else yet.
std::shared_ptr<X509> blank(const Lifetime& life, EVP_PKEY* key);
// Throws runtime::Failure: it is not of OpenSSL's notation.
void extend(X509* certificate, X509* issuer, int kind, const std::string& value);
// What makes it an authority that vouches for nobody but whom it names itself.
void extend_as_authority(X509* certificate, X509* issuer);
void sign_by(X509* certificate, EVP_PKEY* key);

} // namespace congto::access
