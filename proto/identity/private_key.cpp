#include "proto/identity/private_key.h"

#include "proto/identity/handles.h"
#include "proto/identity/public_key.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <utility>

namespace congto::identity {
namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Request = std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)>;

// No terminal is asked for a password.
int no_password(char* /*buffer*/, int /*size*/, int /*writes*/, void* /*data*/)
{
    return -1;
}

// A damaged file may hold halves of two keys: what the one signs, the other does not know.
bool is_whole(EVP_PKEY* key)
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free);
    const bool whole = context && EVP_PKEY_check(context.get()) == 1;
    ERR_clear_error();
    return whole;
}

} // namespace

PrivateKey PrivateKey::generate()
{
    std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    require(key != nullptr, "making a key");
    return PrivateKey(std::move(key));
}

std::optional<PrivateKey> PrivateKey::from_pem(std::string_view text)
{
    const Bio bio = reading(text);
    std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr),
                                  EVP_PKEY_free);
    ERR_clear_error();
    if (!key || !is_p256(key.get()) || !is_whole(key.get())) {
        return std::nullopt;
    }
    return PrivateKey(std::move(key));
}

std::string PrivateKey::pem() const
{
    const Bio bio = writing();
    require(PEM_write_bio_PrivateKey(bio.get(), get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
            "writing a key");
    return content_of(bio);
}

std::string PrivateKey::sign(std::string_view bytes) const
{
    const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t size = 0;
    require(digest &&
                EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, get()) == 1 &&
                EVP_DigestSign(digest.get(), nullptr, &size, data, bytes.size()) == 1,
            "signing");
    std::string signature(size, '\0');
    require(EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                           data, bytes.size()) == 1,
            "signing");
    signature.resize(size);
    return signature;
}

std::string PrivateKey::signing_request() const
{
    const Request request(X509_REQ_new(), X509_REQ_free);
    require(request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                X509_REQ_set_pubkey(request.get(), get()) == 1 &&
                X509_REQ_sign(request.get(), get(), EVP_sha256()) > 0,
            "making a signing request");
    const Bio bio = writing();
    require(i2d_X509_REQ_bio(bio.get(), request.get()) == 1, "writing a signing request");
    return content_of(bio);
}

} // namespace congto::identity
