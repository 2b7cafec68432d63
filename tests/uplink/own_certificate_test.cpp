// How long a certificate is good, and when a person is told.
#include "agent/uplink/own_certificate.h"

#include "tests/support/temp_dir.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>

using namespace congto;
using uplink::OwnCertificate;

namespace {

using std::chrono::hours;

const model::Moment kBegin = model::start_of(*model::parse_day("2026-01-01"));

model::Moment after_days(int days)
{
    return kBegin + days * hours(24);
}

// Renewed at two thirds.
OwnCertificate living(int days)
{
    return {"congto://unit/H44/main", kBegin, after_days(days), after_days(days * 2 / 3)};
}

} // namespace

TEST_CASE("a person is told 30, 7 and 1 days before the end, when renewing has failed")
{
    const OwnCertificate own = living(90);
    CHECK_FALSE(alarm_of(own, kBegin));
    CHECK_FALSE(alarm_of(own, after_days(59)));
    CHECK_FALSE(alarm_of(own, after_days(60))); // it is being renewed
    CHECK(alarm_of(own, after_days(61)) == 30);
    CHECK(alarm_of(own, after_days(83)) == 7);
    CHECK(alarm_of(own, after_days(89)) == 1);
    CHECK(alarm_of(own, after_days(90)) == 0);
}

TEST_CASE("a short life alarms nobody before it is over")
{
    CHECK_FALSE(alarm_of(living(1), after_days(1) - hours(1)));
    CHECK(alarm_of(living(1), after_days(1)) == 0);
    CHECK_FALSE(alarm_of(living(6), after_days(4)));
    CHECK(alarm_of(living(6), after_days(5)) == 1);
}

TEST_CASE("one that somebody else renews alarms without waiting for a renewal")
{
    OwnCertificate own = living(365);
    own.renewal.reset();
    CHECK_FALSE(alarm_of(own, after_days(334)));
    CHECK(alarm_of(own, after_days(335)) == 30);
}

TEST_CASE("what is said of a certificate names it, its end and what comes next")
{
    const OwnCertificate own = living(90);
    const auto says = [&](int day, const std::string& part) {
        INFO(standing_of(own, after_days(day)));
        return standing_of(own, after_days(day)).find(part) != std::string::npos;
    };
    CHECK(says(1, "congto://unit/H44/main until 2026-04-01 00:00:00, next renewal 2026-03-02"));
    CHECK(says(60, "renewal due since 2026-03-02"));
    CHECK_FALSE(says(60, "failing"));
    CHECK(says(62, "failing"));
    CHECK(says(91, "over since 2026-04-01"));
    CHECK(says(91, "enroll --replace"));
    CHECK(says(91, "clock, which says 2026-04-02 00:00:00 (is it right?)"));
}

TEST_CASE("of one whose renewal is refused nobody says that it is renewed by itself")
{
    const auto said = standing_of(living(90), after_days(91),
                                  "the certificate is not renewed: refused; ask the ministry");
    CHECK(said.find("by itself") == std::string::npos);
    CHECK(said.find("refused; ask the ministry") != std::string::npos);
}

TEST_CASE("a certificate that began before it came is renewed by what is left of it")
{
    const auto authority = test::certificate("authority", nullptr);
    const auto key = identity::PrivateKey::generate();
    const auto one = identity::Certificate::all_in_pem(test::certificate_for(
        key.signing_request(), "congto://unit/H44/main", authority,
        {.begun = std::chrono::seconds(3600), .left = std::chrono::seconds(60)}));
    uplink::Identity identity{key, one.at(0), {one.at(0)}, "127.0.0.1:1", {}};
    identity.received = one[0].not_after() - std::chrono::seconds(60);
    CHECK(own_certificate(identity).renewal == one[0].not_after() - std::chrono::seconds(20));
    // A clock that was ahead when it came.
    identity.received = one[0].not_after() + std::chrono::seconds(60);
    CHECK(own_certificate(identity).begins == one[0].not_before());
    identity.enrolment.clear();
    CHECK_FALSE(own_certificate(identity).renewal);
}
