// Certificates for programs of the ministry.
#include "collector/access/admission.h"
#include "collector/access/signing.h"
#include "config/runtime/failure.h"
#include "tests/access/enrolling.h"

#include <catch2/catch.hpp>

#include <fstream>

namespace congto::test {
namespace {

using access::Issued;
using identity::Certificate;
using identity::PrivateKey;

const std::chrono::hours kYear{24 * 365};

identity::PublicKey public_key(const PrivateKey& key)
{
    return identity::PublicKey::of_request(key.signing_request()).value();
}

Issued signed_for(const Enrolling& here, const std::string& program,
                  const PrivateKey& key = PrivateKey::generate())
{
    return access::sign_for_ministry(*here.book(), here.authority(), {program, kYear},
                                     public_key(key), "operator test", here.clock.now());
}

TEST_CASE("a program of the ministry is certified for its key, on record and in the trail")
{
    const Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued issued = signed_for(here, "statistics", key);
    const auto certificate = Certificate::from_der(issued.der);
    CHECK(certificate->uris() == std::vector<std::string>{"congto://ministry/statistics"});
    CHECK(certificate->public_key()->der() == public_key(key).der());
    CHECK(identity::unsound({*certificate}, here.authority().all(), here.clock.now()) ==
          std::nullopt);
    CHECK(access::issued_with_serial(*here.book(), issued.serial)->unit == "ministry");
    CHECK(here.acts().front().act == "certificate sign");
    CHECK(here.acts().front().object == "ministry/statistics");
}

TEST_CASE("revoked, it is refused, on record or not, and another program is not")
{
    const Enrolling here;
    const auto shown = [](const Issued& issued) {
        return access::shown_by(*Certificate::from_der(issued.der));
    };
    const auto one = shown(signed_for(here, "statistics"));
    const auto other = shown(signed_for(here, "portal"));
    access::Admission admission(here.file());
    CHECK_FALSE(admission.refusal_of(one));
    here.clock.advance(std::chrono::minutes(1));
    access::revoke(*here.book(), {"ministry", "statistics", "lost"}, "operator test",
                   here.clock.now());
    admission.look();
    CHECK(admission.refusal_of(one)->find("ministry/statistics was revoked") != std::string::npos);
    CHECK_FALSE(admission.refusal_of(other));
    here.book()->exec("DELETE FROM certificate");
    admission.look();
    CHECK(admission.refusal_of(one));
    CHECK_FALSE(admission.refusal_of(other));
}

TEST_CASE("it is no agent: nobody renews it, and no token takes its place")
{
    const Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued issued = signed_for(here, "statistics", key);
    const auto outcome = here.renew(issued, key, PrivateKey::generate());
    REQUIRE(std::holds_alternative<access::NotEnrolled>(outcome));
    const Issued next = signed_for(here, "statistics");
    CHECK_FALSE(access::issued_with_serial(*here.book(), issued.serial)->revoked);
    CHECK(next.serial != issued.serial);
}

TEST_CASE("a request is read from either form, and what is none is told how to make one")
{
    const TempDir dir;
    const PrivateKey key = PrivateKey::generate();
    const auto file = dir.path() / "request";
    std::ofstream(file, std::ios::binary) << key.signing_request();
    CHECK(access::read_request(file).der() == public_key(key).der());
    std::ofstream(file) << "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n"
                           "-----END CERTIFICATE REQUEST-----\n";
    CHECK_THROWS_WITH(access::read_request(file), Catch::Contains("openssl req"));
    std::ofstream(file) << "";
    CHECK_THROWS_AS(access::read_request(file), runtime::BadSettings);
    CHECK_THROWS_WITH(access::read_request(dir.path() / "none"), Catch::Contains("cannot be read"));
}

} // namespace
} // namespace congto::test
