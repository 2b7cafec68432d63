#include "proto/identity/public_key.h"

#include "proto/identity/handles.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <array>
#include <utility>

namespace congto::identity {
namespace {

using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;
using Request = std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)>;

// One of a key on P-256 has some 250 bytes; names and attributes are nothing we ask for.
constexpr std::size_t kLargestRequest = 4096;

} // namespace

bool is_p256(const EVP_PKEY* key)
{
    std::array<char, 32> group{};
    return EVP_PKEY_is_a(key, "EC") == 1 &&
           EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(),
                                          group.size(), nullptr) == 1 &&
           std::string_view(group.data()) == "prime256v1";
}

std::optional<PublicKey> PublicKey::of_request(std::string_view request)
{
    if (request.size() > kLargestRequest) {
        return std::nullopt;
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(request.data());
    const auto* const end = bytes + request.size();
    const Request read(d2i_X509_REQ(nullptr, &bytes, static_cast<long>(request.size())),
                       X509_REQ_free);
    std::shared_ptr<EVP_PKEY> key(read ? X509_REQ_get_pubkey(read.get()) : nullptr, EVP_PKEY_free);
    const bool sound =
        key && bytes == end && is_p256(key.get()) && X509_REQ_verify(read.get(), key.get()) == 1;
    ERR_clear_error();
    return sound ? std::optional(PublicKey(std::move(key))) : std::nullopt;
}

std::string PublicKey::der() const
{
    const Bio bio = writing();
    require(i2d_PUBKEY_bio(bio.get(), get()) == 1, "writing a public key");
    return content_of(bio);
}

bool PublicKey::signed_this(std::string_view bytes, std::string_view signature) const
{
    const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool sound =
        digest && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, get()) == 1 &&
        EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                         signature.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                         bytes.size()) == 1;
    ERR_clear_error();
    return sound;
}

} // namespace congto::identity
