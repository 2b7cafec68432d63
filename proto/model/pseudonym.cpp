#include "proto/model/pseudonym.h"

#include "config/runtime/failure.h"
#include "proto/model/codes.h"
#include "proto/model/sha256.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <memory>
#include <string>

namespace congto::model {
namespace {

// Neither is a canonical dossier code: those have no space and no small ASCII letter.
constexpr std::string_view kKeyIdText = "congto key id v1";
constexpr std::string_view kFingerprintText = "congto fingerprint v1";

void append_big_endian(std::string& bytes, std::int32_t number)
{
    const auto bits = static_cast<std::uint32_t>(number);
    for (std::uint32_t shift = 32; shift > 0; shift -= 8) {
        bytes += static_cast<char>(bits >> (shift - 8) & 0xFFU);
    }
}

struct FreeMac {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};
struct FreeMacContext {
    void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};

void require(bool done)
{
    if (!done) {
        throw runtime::Failure("HMAC-SHA-256 is not available from OpenSSL; check its providers");
    }
}

} // namespace

struct UnitKey::Keyed {
    explicit Keyed(const std::array<std::uint8_t, 32>& bytes)
        : mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr)), context(EVP_MAC_CTX_new(mac.get()))
    {
        std::string algorithm = "SHA256";
        const std::array parameters{
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, algorithm.data(), 0),
            OSSL_PARAM_construct_end()};
        require(context &&
                EVP_MAC_init(context.get(), bytes.data(), bytes.size(), parameters.data()) == 1);
    }

    // The context keeps the hashed key, so each code costs only its own blocks.
    Sha256 hmac(std::string_view text)
    {
        Sha256 code;
        std::size_t size = 0;
        require(EVP_MAC_init(context.get(), nullptr, 0, nullptr) == 1 &&
                EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(text.data()),
                               text.size()) == 1 &&
                EVP_MAC_final(context.get(), code.data(), &size, code.size()) == 1 &&
                size == code.size());
        return code;
    }

    std::unique_ptr<EVP_MAC, FreeMac> mac;
    std::unique_ptr<EVP_MAC_CTX, FreeMacContext> context;
};

UnitKey::UnitKey(const std::array<std::uint8_t, 32>& bytes) : keyed_(std::make_unique<Keyed>(bytes))
{
}

UnitKey::UnitKey(UnitKey&&) noexcept = default;
UnitKey& UnitKey::operator=(UnitKey&&) noexcept = default;
UnitKey::~UnitKey() = default;

DossierId UnitKey::pseudonym(std::string_view canonical_code, Day opened)
{
    const Sha256 code = keyed_->hmac(canonical_code);
    const auto day = static_cast<std::uint32_t>(opened.number);
    DossierId id;
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes.at(i) = static_cast<std::uint8_t>(day >> (24 - 8 * i));
    }
    std::copy_n(code.begin(), 12, id.bytes.begin() + 4);
    return id;
}

Fingerprint UnitKey::fingerprint(std::string_view person, Month month)
{
    const std::string canonical = canonical_dossier_code(person);
    Fingerprint fingerprint{};
    if (canonical.empty()) {
        return fingerprint;
    }
    std::string text(kFingerprintText);
    append_big_endian(text, month.number);
    const Sha256 code = keyed_->hmac(text + canonical);
    std::copy_n(code.begin(), fingerprint.size(), fingerprint.begin());
    return fingerprint;
}

std::array<std::uint8_t, 8> UnitKey::id()
{
    const Sha256 code = keyed_->hmac(kKeyIdText);
    std::array<std::uint8_t, 8> id{};
    std::copy_n(code.begin(), id.size(), id.begin());
    return id;
}

} // namespace congto::model
