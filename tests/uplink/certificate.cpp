#include "tests/uplink/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace congto::test {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Memory = std::unique_ptr<BIO, decltype(&BIO_free)>;

Memory memory_of(const std::string& text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

std::string content_of(BIO* memory)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

void extend(X509* certificate, int kind, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    if (extension == nullptr) {
        throw std::runtime_error("no such certificate extension");
    }
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate blank(const std::string& name, EVP_PKEY* key)
{
    static long serial = 1;
    constexpr long kDay = 24L * 3600;
    Certificate made(X509_new(), X509_free);
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), kDay);
    X509_set_pubkey(made.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return made;
}

} // namespace

KeyPair certificate(const std::string& name, const KeyPair* authority)
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate made = blank(name, key.get());
    if (authority == nullptr) {
        extend(made.get(), NID_basic_constraints, "critical,CA:TRUE");
        X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
        X509_sign(made.get(), key.get(), EVP_sha256());
    } else {
        const bool is_host = name == "127.0.0.1";
        const bool is_uri = name.find("://") != std::string::npos;
        const auto* kind = is_host ? "IP:" : is_uri ? "URI:" : "DNS:";
        extend(made.get(), NID_subject_alt_name, (kind + name).c_str());
        const Certificate signer(
            PEM_read_bio_X509(memory_of(authority->certificate).get(), nullptr, nullptr, nullptr),
            X509_free);
        const Key secret(
            PEM_read_bio_PrivateKey(memory_of(authority->key).get(), nullptr, nullptr, nullptr),
            EVP_PKEY_free);
        X509_set_issuer_name(made.get(), X509_get_subject_name(signer.get()));
        X509_sign(made.get(), secret.get(), EVP_sha256());
    }
    const Memory certificate_text(BIO_new(BIO_s_mem()), BIO_free);
    const Memory key_text(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(certificate_text.get(), made.get());
    PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {content_of(certificate_text.get()), content_of(key_text.get())};
}

} // namespace congto::test
