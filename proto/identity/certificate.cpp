#include "proto/identity/certificate.h"

#include "proto/identity/handles.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <ctime>
#include <utility>

namespace congto::identity {
namespace {

using Names = std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)>;
using Store = std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)>;
using Context = std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)>;
// The certificates stay whose they are.
struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Stack = std::unique_ptr<STACK_OF(X509), FreeStack>;

std::string hexadecimal(const unsigned char* bytes, std::size_t size)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += kDigits[bytes[i] >> 4U];
        text += kDigits[bytes[i] & 0xFU];
    }
    return text;
}

model::Moment moment_of(const ASN1_TIME* time)
{
    std::tm parts{};
    require(ASN1_TIME_to_tm(time, &parts) == 1, "reading a certificate's time");
    return model::Moment(std::chrono::seconds(timegm(&parts)));
}

// OpenSSL reads a certificate whose times are none.
bool has_times(const X509* certificate)
{
    std::tm parts{};
    const bool has_both = ASN1_TIME_to_tm(X509_get0_notBefore(certificate), &parts) == 1 &&
                          ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) == 1;
    ERR_clear_error();
    return has_both;
}

} // namespace

std::optional<Certificate> Certificate::from_der(std::string_view der)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const auto* const end = bytes + der.size();
    std::shared_ptr<X509> read(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())), X509_free);
    ERR_clear_error();
    return read && bytes == end && has_times(read.get())
               ? std::optional(Certificate(std::move(read)))
               : std::nullopt;
}

std::vector<Certificate> Certificate::all_in_pem(std::string_view text)
{
    std::vector<Certificate> all;
    const Bio bio = reading(text);
    for (;;) {
        std::shared_ptr<X509> read(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr),
                                   X509_free);
        if (!read) {
            ERR_clear_error();
            return all;
        }
        if (has_times(read.get())) {
            all.emplace_back(std::move(read));
        }
    }
}

std::string Certificate::der() const
{
    const Bio bio = writing();
    require(i2d_X509_bio(bio.get(), get()) == 1, "writing a certificate");
    return content_of(bio);
}

std::string Certificate::pem() const
{
    const Bio bio = writing();
    require(PEM_write_bio_X509(bio.get(), get()) == 1, "writing a certificate");
    return content_of(bio);
}

std::string Certificate::serial() const
{
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(get()), nullptr), BN_free);
    require(number != nullptr, "reading a certificate's serial number");
    std::string bytes(static_cast<std::size_t>(BN_num_bytes(number.get())), '\0');
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char*>(bytes.data()));
    return hexadecimal(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Certificate::fingerprint() const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned int size = 0;
    require(X509_digest(get(), EVP_sha256(), bytes.data(), &size) == 1, "a fingerprint");
    return hexadecimal(bytes.data(), size);
}

std::vector<std::string> Certificate::uris() const
{
    const Names names(static_cast<GENERAL_NAMES*>(
                          X509_get_ext_d2i(get(), NID_subject_alt_name, nullptr, nullptr)),
                      GENERAL_NAMES_free);
    std::vector<std::string> uris;
    const int count = names ? sk_GENERAL_NAME_num(names.get()) : 0;
    for (int i = 0; i < count; ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_URI) {
            continue;
        }
        const auto* data = ASN1_STRING_get0_data(name->d.uniformResourceIdentifier);
        const auto size =
            static_cast<std::size_t>(ASN1_STRING_length(name->d.uniformResourceIdentifier));
        std::string uri(reinterpret_cast<const char*>(data), size);
        if (uri.find('\0') == std::string::npos) {
            uris.push_back(std::move(uri));
        }
    }
    ERR_clear_error();
    return uris;
}

model::Moment Certificate::not_before() const
{
    return moment_of(X509_get0_notBefore(get()));
}

model::Moment Certificate::not_after() const
{
    return moment_of(X509_get0_notAfter(get()));
}

bool Certificate::is_authority() const
{
    return X509_check_ca(get()) == 1;
}

bool Certificate::names(const std::string& host) const
{
    constexpr unsigned int kNotByItsSubject = X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
    return X509_check_host(get(), host.data(), host.size(), kNotByItsSubject, nullptr) == 1 ||
           X509_check_ip_asc(get(), host.c_str(), 0) == 1;
}

bool Certificate::is_signed_by(const Certificate& authority) const
{
    EVP_PKEY* key = X509_get0_pubkey(authority.get());
    const bool is_signed = key != nullptr && X509_verify(get(), key) == 1;
    ERR_clear_error();
    return is_signed;
}

std::optional<PublicKey> Certificate::public_key() const
{
    std::shared_ptr<EVP_PKEY> key(X509_get_pubkey(get()), EVP_PKEY_free);
    ERR_clear_error();
    return key && is_p256(key.get()) ? std::optional(PublicKey(std::move(key))) : std::nullopt;
}

std::optional<std::string> unsound(const std::vector<Certificate>& chain,
                                   const std::vector<Certificate>& authorities, model::Instant now)
{
    if (chain.empty()) {
        return "no certificate was shown";
    }
    const Store store(X509_STORE_new(), X509_STORE_free);
    const Stack others(sk_X509_new_null());
    const Context context(X509_STORE_CTX_new(), X509_STORE_CTX_free);
    require(store && others && context, "memory for OpenSSL");
    // An authority that was named is believed, also one that another signed.
    require(X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN) == 1, "a flag");
    for (const Certificate& authority : authorities) {
        require(X509_STORE_add_cert(store.get(), authority.get()) == 1, "taking an authority");
    }
    for (const Certificate& other : chain) {
        require(sk_X509_push(others.get(), other.get()) > 0, "taking a chain");
    }
    require(X509_STORE_CTX_init(context.get(), store.get(), chain.front().get(), others.get()) == 1,
            "checking a certificate");
    X509_STORE_CTX_set_time(
        context.get(), 0,
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
    const bool sound = X509_verify_cert(context.get()) == 1;
    const int why = X509_STORE_CTX_get_error(context.get());
    ERR_clear_error();
    return sound ? std::nullopt : std::optional<std::string>(X509_verify_cert_error_string(why));
}

} // namespace congto::identity
