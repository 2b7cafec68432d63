// Certificates as they are read.
#include "proto/identity/certificate.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using identity::Certificate;

Certificate read(const KeyPair& pair)
{
    const auto all = Certificate::all_in_pem(pair.certificate);
    REQUIRE(all.size() == 1);
    return all.front();
}

model::Instant now()
{
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

TEST_CASE("a certificate is what it was made as, in both forms")
{
    const KeyPair authority = certificate("authority", nullptr);
    const Certificate own = read(certificate("congto://unit/H44/main", &authority));
    CHECK(own.uris() == std::vector<std::string>{"congto://unit/H44/main"});
    CHECK(own.is_signed_by(read(authority)));
    CHECK_FALSE(own.is_authority());
    CHECK(read(authority).is_authority());
    CHECK(own.public_key());
    CHECK(own.not_before() < own.not_after());
    CHECK(own.fingerprint().size() == 64);
    const auto again = Certificate::from_der(own.der());
    REQUIRE(again);
    CHECK(again->pem() == own.pem());
    CHECK(again->serial() == own.serial());
    CHECK_FALSE(Certificate::from_der(own.der() + "x"));
    CHECK_FALSE(Certificate::from_der("x"));
    std::string timeless = own.der();
    timeless.at(timeless.find("\x17\x0d") + 2) = 'x'; // of a UTCTime
    CHECK_FALSE(Certificate::from_der(timeless));
    CHECK(Certificate::all_in_pem(own.pem() + authority.certificate).size() == 2);
    CHECK(Certificate::all_in_pem("nothing").empty());
}

TEST_CASE("hosts are named by name or address")
{
    const KeyPair authority = certificate("authority", nullptr);
    const Certificate here = read(certificate("127.0.0.1", &authority));
    CHECK(here.names("127.0.0.1"));
    CHECK_FALSE(here.names("127.0.0.2"));
    const Certificate there = read(certificate("collector.example", &authority));
    CHECK(there.names("collector.example"));
    CHECK_FALSE(there.names("example"));
    CHECK_FALSE(read(certificate("collector.example", nullptr)).names("collector.example"));
}

TEST_CASE("a chain is sound with its authority, in its time, and with no other")
{
    const KeyPair authority = certificate("authority", nullptr);
    const KeyPair other = certificate("another authority", nullptr);
    const std::vector<Certificate> chain{read(certificate("127.0.0.1", &authority)),
                                         read(authority)};
    CHECK(identity::unsound(chain, {read(authority)}, now()) == std::nullopt);
    CHECK(identity::unsound(chain, {read(other), read(authority)}, now()) == std::nullopt);
    CHECK(identity::unsound(chain, {read(other)}, now()));
    CHECK(identity::unsound(chain, {}, now()));
    CHECK(identity::unsound(chain, {read(authority)}, now() + std::chrono::hours(48)) ==
          "certificate has expired");
    CHECK(identity::unsound({}, {read(authority)}, now()) == "no certificate was shown");
}

} // namespace
} // namespace congto::test
