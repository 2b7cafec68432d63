// Keys, what they sign, and signing requests.
#include "proto/identity/private_key.h"
#include "proto/identity/public_key.h"

#include <catch2/catch.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace congto::test {
namespace {

using identity::PrivateKey;
using identity::PublicKey;

std::string rsa_pem()
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(2048), EVP_PKEY_free);
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

TEST_CASE("a key is read again from its text, and only a key on P-256")
{
    const PrivateKey key = PrivateKey::generate();
    const auto again = PrivateKey::from_pem("a line before\n" + key.pem());
    REQUIRE(again);
    const auto one = PublicKey::of_request(key.signing_request());
    const auto other = PublicKey::of_request(again->signing_request());
    REQUIRE(one);
    REQUIRE(other);
    CHECK(one->der() == other->der());
    CHECK(key.public_key().der() == one->der());
    CHECK_FALSE(PrivateKey::from_pem(""));
    CHECK_FALSE(
        PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"));
    CHECK_FALSE(PrivateKey::from_pem(rsa_pem()));
}

TEST_CASE("a key whose halves are not of one key is none")
{
    const std::string pem = PrivateKey::generate().pem();
    // The secret half begins with byte 36 of the first line's 48.
    const std::size_t secret = pem.find('\n') + 1 + 56;
    std::string damaged = pem;
    damaged[secret] = damaged[secret] == 'A' ? 'B' : 'A';
    CHECK(PrivateKey::from_pem(pem).has_value());
    CHECK_FALSE(PrivateKey::from_pem(damaged).has_value());
}

TEST_CASE("what a key signed is its own, unchanged, and no other's")
{
    const PrivateKey key = PrivateKey::generate();
    const auto owner = PublicKey::of_request(key.signing_request());
    const auto stranger = PublicKey::of_request(PrivateKey::generate().signing_request());
    const std::string signature = key.sign("renew");
    CHECK(owner->signed_this("renew", signature));
    CHECK_FALSE(owner->signed_this("renew!", signature));
    CHECK_FALSE(owner->signed_this("renew", signature + "x"));
    CHECK_FALSE(owner->signed_this("renew", ""));
    CHECK_FALSE(stranger->signed_this("renew", signature));
}

TEST_CASE("a signing request that was touched gives no key")
{
    const std::string request = PrivateKey::generate().signing_request();
    REQUIRE(PublicKey::of_request(request));
    for (std::size_t at = 0; at < request.size(); ++at) {
        std::string touched = request;
        touched[at] = static_cast<char>(touched[at] ^ 1);
        INFO(at);
        CHECK_FALSE(PublicKey::of_request(touched));
    }
    CHECK_FALSE(PublicKey::of_request(request + '\0'));
    CHECK_FALSE(PublicKey::of_request(request.substr(0, request.size() - 1)));
    CHECK_FALSE(PublicKey::of_request(std::string(5000, '0')));
    CHECK_FALSE(PublicKey::of_request(""));
}

} // namespace
} // namespace congto::test
