// Certificates, signing requests, keys in PEM, and the line of an invitation, from whoever sends
// them.
#include "proto/identity/certificate.h"
#include "proto/identity/invitation.h"
#include "proto/identity/private_key.h"
#include "proto/identity/public_key.h"
#include "tests/fuzz/fuzz.h"

using namespace congto;

namespace {

// Everything a certificate is asked for; what it says of itself can be read again.
void ask(const identity::Certificate& certificate)
{
    fuzz::require(certificate.fingerprint().size() == 64);
    fuzz::require(certificate.serial().find_first_not_of("-0123456789abcdef") == std::string::npos);
    for (const std::string& uri : certificate.uris()) {
        fuzz::require(uri.find('\0') == std::string::npos);
    }
    certificate.not_before();
    certificate.not_after();
    certificate.names("collector.example");
    certificate.names("127.0.0.1");
    fuzz::require(!certificate.is_signed_by(certificate) || certificate.public_key().has_value());
    if (const auto key = certificate.public_key()) {
        fuzz::require(!key->der().empty());
        key->signed_this("renewal", certificate.der());
    }
    const auto again = identity::Certificate::all_in_pem(certificate.pem());
    fuzz::require(again.size() == 1 && again.front().fingerprint() == certificate.fingerprint());
    identity::unsound({certificate}, {certificate}, model::Instant{});
}

void read_certificates(std::string_view text)
{
    if (const auto certificate = identity::Certificate::from_der(text)) {
        fuzz::require(certificate->der() == text);
        ask(*certificate);
    }
    const auto all = identity::Certificate::all_in_pem(text);
    for (const identity::Certificate& certificate : all) {
        ask(certificate);
    }
    if (!all.empty()) {
        identity::unsound(all, {all.back()}, model::Instant{});
    }
}

void read_keys(std::string_view text)
{
    if (const auto key = identity::PublicKey::of_request(text)) {
        fuzz::require(identity::is_p256(key->get()) && !key->der().empty());
        fuzz::require(!key->signed_this("renewal", text));
    }
    if (const auto key = identity::PrivateKey::from_pem(text)) {
        fuzz::require(identity::is_p256(key->get()));
        fuzz::require(identity::PublicKey::of_request(key->signing_request()).has_value());
    }
}

// Whatever is read is written and read again; what is not, has a reason that quotes nothing.
void read_invitation(std::string_view text)
{
    if (const auto invitation = identity::read_invitation(text)) {
        fuzz::require(identity::read_invitation(identity::line_of(*invitation)) == invitation);
        return;
    }
    const std::string why = identity::why_none(text);
    fuzz::require(!why.empty() && why.find('\n') == std::string::npos);
    fuzz::require(text.size() < 24 || why.find(text) == std::string::npos);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    read_certificates(text);
    read_keys(text);
    read_invitation(text);
    return 0;
}
