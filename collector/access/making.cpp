#include "collector/access/making.h"

#include <openssl/bn.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace congto::access {
namespace {

using identity::require;

std::vector<std::uint8_t> random_bytes(std::size_t size)
{
    std::vector<std::uint8_t> bytes(size);
    require(RAND_bytes(bytes.data(), static_cast<int>(size)) == 1, "random bytes");
    return bytes;
}

void set_time(ASN1_TIME* time, model::Moment moment)
{
    require(ASN1_TIME_set(time, moment.time_since_epoch().count()) != nullptr, "a time");
}

// RFC 5280: at most 20 bytes, positive.
void set_serial(X509* certificate)
{
    auto bytes = random_bytes(16);
    bytes.front() = static_cast<std::uint8_t>((bytes.front() & 0x7FU) | 0x40U);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), BN_free);
    require(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)),
            "a serial number");
}

} // namespace

model::Moment seconds_of(model::Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant);
}

std::string new_name(model::Instant now)
{
    std::string name = "Congto " + model::text_of(model::day_of(now)) + ' ';
    for (const std::uint8_t byte : random_bytes(4)) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        name += kDigits[byte >> 4U];
        name += kDigits[byte & 15U];
    }
    return name;
}

void set_name(X509_NAME* name, const std::string& text)
{
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()), -1, 0) == 1,
            "a name");
}

std::shared_ptr<X509> blank(const Lifetime& life, EVP_PKEY* key)
{
    std::shared_ptr<X509> made(X509_new(), X509_free);
    require(made && X509_set_version(made.get(), X509_VERSION_3) == 1 &&
                X509_set_pubkey(made.get(), key) == 1,
            "a certificate");
    set_serial(made.get());
    set_time(X509_getm_notBefore(made.get()), life.from);
    set_time(X509_getm_notAfter(made.get()), life.to);
    return made;
}

void extend(X509* certificate, X509* issuer, int kind, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), X509_EXTENSION_free);
    require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "an extension");
}

void extend_as_authority(X509* certificate, X509* issuer)
{
    extend(certificate, issuer, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    extend(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
    extend(certificate, issuer, NID_subject_key_identifier, "hash");
}

void sign_by(X509* certificate, EVP_PKEY* key)
{
    require(X509_sign(certificate, key, EVP_sha256()) > 0, "signing");
}

} // namespace congto::access
