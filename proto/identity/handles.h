// OpenSSL's objects with an owner. Of this room, and of the one that signs certificates.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

namespace congto::identity {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

// A view of the bytes, which must outlive it.
Bio reading(std::string_view bytes);
Bio writing();
std::string content_of(const Bio& written);

// What OpenSSL says went wrong last, for a message.
std::string openssl_error();
// Throws runtime::Failure naming what did not work.
void require(bool worked, const char* what);

} // namespace congto::identity
