#include "collector/access/authority.h"

#include "collector/access/key_file.h"
#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "proto/identity/handles.h"

#include <openssl/bn.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>
#include <utility>

namespace congto::access {
namespace {

using identity::Certificate;
using identity::PrivateKey;
using identity::require;

constexpr std::chrono::hours kLifeOfAuthority{24 * 365 * 20};
// Clocks of units are not exact.
constexpr std::chrono::minutes kSkew{10};

model::Moment seconds_of(model::Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant);
}

std::vector<std::uint8_t> random_bytes(std::size_t size)
{
    std::vector<std::uint8_t> bytes(size);
    require(RAND_bytes(bytes.data(), static_cast<int>(size)) == 1, "random bytes");
    return bytes;
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

void set_time(ASN1_TIME* time, model::Moment moment)
{
    require(ASN1_TIME_set(time, moment.time_since_epoch().count()) != nullptr, "a time");
}

// Of 128 random bits (RFC 5280: at most 20 bytes, positive).
void set_serial(X509* certificate)
{
    auto bytes = random_bytes(16);
    bytes.front() = static_cast<std::uint8_t>((bytes.front() & 0x7FU) | 0x40U);
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr), BN_free);
    require(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)),
            "a serial number");
}

void set_name(X509_NAME* name, const std::string& text)
{
    require(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(text.data()),
                                       static_cast<int>(text.size()), -1, 0) == 1,
            "a name");
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

std::shared_ptr<X509> blank(const CertificateAsked& asked, EVP_PKEY* key)
{
    std::shared_ptr<X509> made(X509_new(), X509_free);
    require(made && X509_set_version(made.get(), X509_VERSION_3) == 1 &&
                X509_set_pubkey(made.get(), key) == 1,
            "a certificate");
    set_serial(made.get());
    set_time(X509_getm_notBefore(made.get()), asked.from);
    set_time(X509_getm_notAfter(made.get()), asked.to);
    set_name(X509_get_subject_name(made.get()), asked.common_name);
    return made;
}

// What OpenSSL's own notation takes for more than a name.
void require_plain(const std::string& name)
{
    if (name.empty() || name.find_first_of(",;\n\r\\\"") != std::string::npos) {
        throw runtime::Failure("\"" + name + "\" is no name for a certificate");
    }
}

std::string alternative_names(const CertificateAsked& asked)
{
    std::string names;
    const auto add = [&](const char* kind, const std::string& name) {
        require_plain(name);
        names += (names.empty() ? "" : ",") + std::string(kind) + name;
    };
    for (const std::string& host : asked.hosts) {
        const bool is_address = host.find(':') != std::string::npos ||
                                host.find_first_not_of("0123456789.") == std::string::npos;
        add(is_address ? "IP:" : "DNS:", host);
    }
    for (const std::string& uri : asked.uris) {
        add("URI:", uri);
    }
    return names;
}

} // namespace

void Authority::create(const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file, model::Instant now)
{
    std::error_code none;
    if (std::filesystem::exists(certificate_file, none)) {
        throw runtime::BadSettings(certificate_file.string() +
                                   ": is there already; nothing was changed");
    }
    std::filesystem::remove(key_file, none);
    const PrivateKey key = PrivateKey::generate();
    const auto made =
        blank({new_name(now), {}, {}, seconds_of(now - kSkew), seconds_of(now + kLifeOfAuthority)},
              key.get());
    X509* certificate = made.get();
    require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate)) == 1, "a name");
    extend(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    extend(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    extend(certificate, certificate, NID_subject_key_identifier, "hash");
    require(X509_sign(certificate, key.get(), EVP_sha256()) > 0, "signing");
    write_key(key_file, key);
    runtime::NewFile file(certificate_file, runtime::NewFile::Place::must_be_free);
    file.write(Certificate(made).pem());
    file.finish();
}

Authority Authority::load(const std::filesystem::path& certificate_file,
                          const std::filesystem::path& key_file)
{
    PrivateKey key = read_key(key_file);
    auto all = read_certificates(certificate_file);
    const auto own = std::find_if(all.begin(), all.end(), [&](const Certificate& one) {
        return one.is_authority() && X509_check_private_key(one.get(), key.get()) == 1;
    });
    if (own == all.end()) {
        throw runtime::BadSettings(certificate_file.string() +
                                   ": holds no authority's certificate with the key of " +
                                   key_file.string());
    }
    std::rotate(all.begin(), own, own + 1);
    Certificate first = all.front();
    return {std::move(key), std::move(first), std::move(all)};
}

Certificate Authority::issue(const CertificateAsked& asked, const identity::PublicKey& key) const
{
    CertificateAsked within = asked;
    within.from = std::max(asked.from - kSkew, certificate_.not_before());
    within.to = std::min(asked.to, certificate_.not_after());
    const auto made = blank(within, key.get());
    X509* certificate = made.get();
    require(X509_set_issuer_name(certificate, X509_get_subject_name(certificate_.get())) == 1,
            "a name");
    extend(certificate, certificate_.get(), NID_basic_constraints, "critical,CA:FALSE");
    extend(certificate, certificate_.get(), NID_key_usage, "critical,digitalSignature");
    extend(certificate, certificate_.get(), NID_ext_key_usage,
           asked.uris.empty() ? "serverAuth" : "clientAuth");
    extend(certificate, certificate_.get(), NID_subject_key_identifier, "hash");
    extend(certificate, certificate_.get(), NID_authority_key_identifier, "keyid");
    extend(certificate, certificate_.get(), NID_subject_alt_name, alternative_names(asked));
    require(X509_sign(certificate, key_.get(), EVP_sha256()) > 0, "signing");
    return Certificate(made);
}

} // namespace congto::access
