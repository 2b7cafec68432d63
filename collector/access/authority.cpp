#include "collector/access/authority.h"

#include "collector/access/key_file.h"
#include "collector/access/making.h"
#include "config/runtime/failure.h"
#include "config/runtime/new_file.h"
#include "proto/identity/handles.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace congto::access {
namespace {

using identity::Certificate;
using identity::PrivateKey;
using identity::require;

constexpr std::chrono::hours kLifeOfAuthority{24 * 365 * 20};

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

Certificate self_signed(const std::shared_ptr<X509>& made, const PrivateKey& key)
{
    require(X509_set_issuer_name(made.get(), X509_get_subject_name(made.get())) == 1, "a name");
    extend_as_authority(made.get(), made.get());
    sign_by(made.get(), key.get());
    return Certificate(made);
}

std::shared_ptr<X509> blank_authority(const PrivateKey& key, model::Instant now)
{
    return blank({seconds_of(now - kSkew), seconds_of(now + kLifeOfAuthority)}, key.get());
}

// What an interrupted making left, if it is whole; a copy that was put back before its certificate
// is one too, and must not be lost.
PrivateKey key_in(const std::filesystem::path& file)
{
    std::error_code none;
    if (std::filesystem::exists(file, none)) {
        try {
            return read_key(file);
        } catch (const runtime::BadSettings&) {
            std::filesystem::remove(file, none);
        }
    }
    PrivateKey key = PrivateKey::generate();
    write_key(file, key);
    return key;
}

} // namespace

bool is_key_of(const PrivateKey& key, const Certificate& certificate)
{
    const auto named = certificate.public_key();
    return named && named->der() == key.public_key().der();
}

void Authority::create(const std::filesystem::path& certificate_file,
                       const std::filesystem::path& key_file, model::Instant now)
{
    std::error_code none;
    if (std::filesystem::exists(certificate_file, none)) {
        throw runtime::BadSettings(certificate_file.string() +
                                   ": is there already; nothing was changed");
    }
    const PrivateKey key = key_in(key_file);
    const auto made = blank_authority(key, now);
    set_name(X509_get_subject_name(made.get()), new_name(now));
    const Certificate certificate = self_signed(made, key);
    runtime::NewFile file(certificate_file, runtime::NewFile::Place::must_be_free);
    file.write(certificate.pem());
    file.finish();
}

Authority Authority::load(const std::filesystem::path& certificate_file,
                          const std::filesystem::path& key_file)
{
    PrivateKey key = read_key(key_file);
    auto all = read_certificates(certificate_file);
    const auto own = std::find_if(all.begin(), all.end(), [&](const Certificate& one) {
        return one.is_authority() && is_key_of(key, one);
    });
    if (own == all.end()) {
        throw runtime::BadSettings(certificate_file.string() +
                                   ": holds no authority's certificate with the key of " +
                                   key_file.string());
    }
    std::rotate(all.begin(), own, own + 1);
    return {std::move(key), std::move(all)};
}

Certificate Authority::successor(const PrivateKey& key, model::Instant now) const
{
    const auto made = blank_authority(key, now);
    require(X509_set_subject_name(made.get(), X509_get_subject_name(certificate().get())) == 1,
            "a name");
    return self_signed(made, key);
}

std::optional<Certificate> Authority::bridge_to(const Certificate& next, model::Instant now) const
{
    const Lifetime life{std::max(seconds_of(now - kSkew), certificate().not_before()),
                        std::min(next.not_after(), certificate().not_after())};
    if (life.to <= now) {
        return std::nullopt;
    }
    const auto made = blank(life, X509_get0_pubkey(next.get()));
    require(X509_set_subject_name(made.get(), X509_get_subject_name(next.get())) == 1 &&
                X509_set_issuer_name(made.get(), X509_get_subject_name(certificate().get())) == 1,
            "a name");
    extend_as_authority(made.get(), certificate().get());
    extend(made.get(), certificate().get(), NID_authority_key_identifier, "keyid:always");
    sign_by(made.get(), key_.get());
    return Certificate(made);
}

Certificate Authority::issue(const CertificateAsked& asked, const identity::PublicKey& key) const
{
    const Certificate& own = certificate();
    const Lifetime within{std::max(asked.from - kSkew, own.not_before()),
                          std::min(asked.to, own.not_after())};
    if (within.to <= asked.from) {
        throw runtime::Unavailable("the authority was good until " +
                                   model::text_of(own.not_after()) +
                                   " and signs no more; congto-collector authority renew makes "
                                   "the next one");
    }
    const auto made = blank(within, key.get());
    X509* certificate = made.get();
    set_name(X509_get_subject_name(certificate), asked.common_name);
    require(X509_set_issuer_name(certificate, X509_get_subject_name(own.get())) == 1, "a name");
    extend(certificate, own.get(), NID_basic_constraints, "critical,CA:FALSE");
    extend(certificate, own.get(), NID_key_usage, "critical,digitalSignature");
    extend(certificate, own.get(), NID_ext_key_usage,
           asked.uris.empty() ? "serverAuth" : "clientAuth");
    extend(certificate, own.get(), NID_subject_key_identifier, "hash");
    extend(certificate, own.get(), NID_authority_key_identifier, "keyid");
    extend(certificate, own.get(), NID_subject_alt_name, alternative_names(asked));
    sign_by(certificate, key_.get());
    return Certificate(made);
}

} // namespace congto::access
