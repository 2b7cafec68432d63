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

Certificate blank(const std::string& name, EVP_PKEY* key, const Life& life)
{
    static long serial = 1;
    Certificate made(X509_new(), X509_free);
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -life.begun.count());
    X509_gmtime_adj(X509_getm_notAfter(made.get()), life.left.count());
    X509_set_pubkey(made.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return made;
}

Certificate signed_one(const std::string& name, EVP_PKEY* key, const KeyPair& authority,
                       const Life& life)
{
    Certificate made = blank(name, key, life);
    const bool is_host = name == "127.0.0.1";
    const bool is_uri = name.find("://") != std::string::npos;
    const auto* kind = is_host ? "IP:" : is_uri ? "URI:" : "DNS:";
    extend(made.get(), NID_subject_alt_name, (kind + name).c_str());
    const Certificate signer(
        PEM_read_bio_X509(memory_of(authority.certificate).get(), nullptr, nullptr, nullptr),
        X509_free);
    const Key secret(
        PEM_read_bio_PrivateKey(memory_of(authority.key).get(), nullptr, nullptr, nullptr),
        EVP_PKEY_free);
    X509_set_issuer_name(made.get(), X509_get_subject_name(signer.get()));
    X509_sign(made.get(), secret.get(), EVP_sha256());
    return made;
}

Certificate own_authority(const std::string& name, EVP_PKEY* key, const Life& life)
{
    Certificate made = blank(name, key, life);
    extend(made.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
    X509_sign(made.get(), key, EVP_sha256());
    return made;
}

std::string text_of(X509* certificate)
{
    const Memory text(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(text.get(), certificate);
    return content_of(text.get());
}

} // namespace

KeyPair certificate(const std::string& name, const KeyPair* authority, const Life& life)
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate made = authority == nullptr ? own_authority(name, key.get(), life)
                                                  : signed_one(name, key.get(), *authority, life);
    const Memory key_text(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {text_of(made.get()), content_of(key_text.get())};
}

std::string certificate_for(const std::string& signing_request, const std::string& name,
                            const KeyPair& authority, const Life& life)
{
    const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> request(
        d2i_X509_REQ_bio(memory_of(signing_request).get(), nullptr), X509_REQ_free);
    return text_of(signed_one(name, X509_REQ_get0_pubkey(request.get()), authority, life).get());
}

} // namespace congto::test
