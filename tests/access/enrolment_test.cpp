// Certificates for tokens, and for certificates.
#include "collector/access/admission.h"
#include "collector/access/audit.h"
#include "collector/access/restored.h"
#include "proto/identity/agent_name.h"
#include "tests/access/enrolling.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace congto::test {

std::vector<access::Act> Enrolling::acts() const
{
    std::vector<access::Act> found;
    access::latest_acts(*book(), 100,
                        [&](std::int64_t, const access::Act& act) { found.push_back(act); });
    return found;
}

namespace {

using access::Denied;
using access::Issued;
using access::NotEnrolled;
using identity::Certificate;
using identity::PrivateKey;

const Issued& given(const access::Enrolment::Outcome& outcome)
{
    if (const auto* denied = std::get_if<NotEnrolled>(&outcome)) {
        FAIL(denied->detail);
    }
    return std::get<Issued>(outcome);
}

const NotEnrolled& denied(const access::Enrolment::Outcome& outcome)
{
    REQUIRE(std::holds_alternative<NotEnrolled>(outcome));
    return std::get<NotEnrolled>(outcome);
}

TEST_CASE("a token gives a certificate of its unit and agent, for the key that asked")
{
    const Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const auto outcome = here.enroll(here.token("H44", "second"), key, "H44");
    const Issued& issued = given(outcome);
    const auto certificate = Certificate::from_der(issued.der);
    REQUIRE(certificate);
    CHECK(certificate->uris() == std::vector<std::string>{"congto://unit/H44/second"});
    CHECK(certificate->public_key()->der() ==
          identity::PublicKey::of_request(key.signing_request())->der());
    CHECK(identity::unsound({*certificate}, here.authority().all(), here.clock.now()) ==
          std::nullopt);
    CHECK_FALSE(certificate->is_authority());
    CHECK(certificate->serial() == issued.serial);
    CHECK(here.acts().front().act == "agent enrol");
    CHECK(here.acts().front().object == "H44/second");
}

TEST_CASE("a lost answer is given again to the same key, and to no other")
{
    const Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const std::string token = here.token();
    const std::string first = given(here.enroll(token, key)).der;
    CHECK(given(here.enroll(token, key)).der == first);
    const auto stolen = here.enroll(token, PrivateKey::generate());
    CHECK(denied(stolen).why == Denied::used);
    CHECK(denied(stolen).detail.find("by another key") != std::string::npos);
    CHECK(here.acts().front().act == "agent enrol denied");
    CHECK(here.acts().front().object == "token 1 of H44/main");
    here.clock.advance(std::chrono::hours(24 * 40));
    CHECK(denied(here.enroll(token, PrivateKey::generate())).why == Denied::used);
    CHECK(denied(here.enroll(token, key)).why == Denied::unknown);
}

TEST_CASE("a line whose certificate was revoked gives no other, and is not called another's")
{
    const Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const std::string token = here.token();
    given(here.enroll(token, key));
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    const auto again = here.enroll(token, key);
    CHECK(denied(again).why == Denied::used);
    CHECK(denied(again).detail.find("taken no more") != std::string::npos);
}

TEST_CASE("a token that is unknown, over, cancelled or of another unit gives nothing")
{
    Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    CHECK(denied(here.enroll(std::string(26, 'a'), key)).why == Denied::unknown);
    CHECK(denied(here.enroll("", key)).why == Denied::unknown);
    CHECK(denied(here.enroll("' OR 1=1 --", key)).why == Denied::unknown);
    const std::string of_other = here.token("H26");
    CHECK(denied(here.enroll(of_other, key, "H44")).why == Denied::forbidden);
    CHECK(given(here.enroll(of_other, key, "H26")).unit == "H26");
    const std::string cancelled = here.token();
    REQUIRE(access::cancel_token(*here.book(), 2, "operator test", here.clock.now()));
    CHECK(denied(here.enroll(cancelled, key)).detail.find("cancelled") != std::string::npos);
    const std::string over = here.token();
    here.clock.advance(std::chrono::hours(1));
    CHECK(denied(here.enroll(over, key)).detail.find("was good until") != std::string::npos);
    CHECK(access::issued_certificates(*here.book()).size() == 1);
}

TEST_CASE("what is no signing request spends no token")
{
    const Enrolling here;
    const std::string token = here.token();
    CHECK(denied(here.enrolment->enroll({token, "no request", {}, "10.0.0.1"})).why ==
          Denied::malformed);
    CHECK(given(here.enroll(token, PrivateKey::generate())).unit == "H44");
}

TEST_CASE("who enrols takes the place of the agent of that name before")
{
    const Enrolling here;
    const PrivateKey old_key = PrivateKey::generate();
    const Issued old = given(here.enroll(here.token(), old_key));
    const Issued other = given(here.enroll(here.token("H44", "second"), PrivateKey::generate()));
    const Issued next = given(here.enroll(here.token(), PrivateKey::generate()));
    CHECK(access::issued_with_serial(*here.book(), old.serial)->revoked);
    CHECK_FALSE(access::issued_with_serial(*here.book(), next.serial)->revoked);
    CHECK_FALSE(access::issued_with_serial(*here.book(), other.serial)->revoked);
    CHECK(denied(here.renew(old, old_key, PrivateKey::generate())).why == Denied::forbidden);
}

TEST_CASE("the holder of a certificate gets the next one, also when it is over")
{
    Enrolling here;
    const PrivateKey first_key = PrivateKey::generate();
    const PrivateKey second_key = PrivateKey::generate();
    const Issued first = given(here.enroll(here.token(), first_key));
    here.clock.advance(std::chrono::hours(24 * 20));
    const Issued second = given(here.renew(first, first_key, second_key));
    CHECK(second.agent == "main");
    CHECK(second.over_at > first.over_at);
    CHECK(second.serial != first.serial);
    here.clock.advance(std::chrono::hours(24 * 60));
    CHECK(given(here.renew(second, second_key, PrivateKey::generate())).unit == "H44");
    here.clock.advance(std::chrono::hours(24 * 90));
    CHECK(denied(here.renew(second, second_key, PrivateKey::generate()))
              .detail.find("too long ago") != std::string::npos);
}

TEST_CASE("nobody renews what is not his")
{
    Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued issued = given(here.enroll(here.token(), key));
    const PrivateKey thief = PrivateKey::generate();
    CHECK(denied(here.renew(issued, thief, thief)).why == Denied::unknown);
    const std::string request = thief.signing_request();
    const std::string other = PrivateKey::generate().signing_request();
    CHECK(denied(here.enrolment->renew(
                     {issued.der, request, key.sign(access::renewal_text(other)), "10.0.0.1"}))
              .why == Denied::unknown);
    CHECK(denied(here.enrolment->renew({issued.der, request, key.sign(request), "10.0.0.1"})).why ==
          Denied::unknown);
    const Enrolling elsewhere;
    CHECK(denied(elsewhere.renew(issued, key, PrivateKey::generate())).why == Denied::unknown);
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    CHECK(denied(here.renew(issued, key, PrivateKey::generate())).why == Denied::forbidden);
}

TEST_CASE("who is revoked renews nothing, not even with what was over before, and uses no token")
{
    Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued over = given(here.enroll(here.token(), key));
    here.clock.advance(std::chrono::hours(24 * 31));
    const std::string late = here.token();
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    CHECK(denied(here.renew(over, key, PrivateKey::generate())).why == Denied::forbidden);
    here.book()->exec("UPDATE certificate SET revoked = NULL");
    CHECK(denied(here.renew(over, key, PrivateKey::generate())).why == Denied::forbidden);
    CHECK(denied(here.enroll(late, key)).detail.find("cancelled") != std::string::npos);
    CHECK(given(here.enroll(here.token(), PrivateKey::generate())).agent == "main");
}

TEST_CASE("after a backup came back, tokens used since are good for nobody")
{
    const Enrolling here;
    const std::string token = here.token();
    access::note_restored(*here.book(), "operator test", here.clock.now());
    CHECK(denied(here.enroll(token, PrivateKey::generate())).why == Denied::unknown);
    CHECK(here.acts().at(1).act == "restore");
}

TEST_CASE("after a backup came back, who enrols anew ends what is not on record too")
{
    Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued lost = given(here.enroll(here.token(), key));
    here.lose_records();
    here.clock.advance(std::chrono::hours(1));
    access::Admission admission(here.file());
    const auto refused = [&](const Issued& issued) {
        admission.look();
        const auto pem = identity::Certificate::from_der(issued.der);
        return admission.refusal_of(access::shown_by(pem.value())).has_value();
    };
    CHECK_FALSE(refused(lost));
    const PrivateKey next_key = PrivateKey::generate();
    const Issued next = given(here.enroll(here.token(), next_key));
    CHECK(refused(lost));
    CHECK_FALSE(refused(next));
    CHECK(denied(here.renew(lost, key, PrivateKey::generate())).why == Denied::forbidden);
    CHECK_FALSE(refused(given(here.renew(next, next_key, PrivateKey::generate()))));
}

TEST_CASE("strangers do not fill the trail")
{
    const Enrolling here;
    for (int tries = 0; tries < 25; ++tries) {
        denied(here.enroll(std::string(26, 'a'), PrivateKey::generate()));
    }
    CHECK(here.acts().size() == 3);
    CHECK(here.enrolment->denials().at("unknown") == 25);
    CHECK(here.enrolment->denials().at("forbidden") == 0);
}

TEST_CASE("rubbish does not keep a stolen token out of the trail")
{
    const Enrolling here;
    const std::string token = here.token();
    given(here.enroll(token, PrivateKey::generate()));
    for (int tries = 0; tries < 10; ++tries) {
        denied(here.enroll(std::string(26, 'a'), PrivateKey::generate()));
    }
    denied(here.enroll(token, PrivateKey::generate()));
    CHECK(here.acts().front().object == "token 1 of H44/main");
}

TEST_CASE("after a backup came back, what was issued, what was issued since is renewed, what was "
          "revoked is not")
{
    Enrolling here;
    const PrivateKey key = PrivateKey::generate();
    const Issued issued = given(here.enroll(here.token(), key));
    here.lose_records();
    const Issued again = given(here.renew(issued, key, PrivateKey::generate()));
    CHECK(again.unit == "H44");
    here.lose_records();
    here.clock.advance(std::chrono::hours(1));
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    CHECK(denied(here.renew(issued, key, PrivateKey::generate())).why == Denied::forbidden);
}

TEST_CASE("who asks too often is told so, and others are not")
{
    access::EnrolmentRules rules;
    rules.per_minute_of_one = 3;
    const Enrolling here(rules);
    const PrivateKey key = PrivateKey::generate();
    for (int tries = 0; tries < 3; ++tries) {
        CHECK(denied(here.enroll(std::string(26, 'a'), key)).why == Denied::unknown);
    }
    const std::string token = here.token();
    CHECK(denied(here.enroll(token, key)).why == Denied::too_many);
    const auto entries = here.acts().size();
    CHECK(denied(here.enroll(token, key)).why == Denied::too_many);
    CHECK(here.acts().size() == entries);
    CHECK(std::holds_alternative<Issued>(
        here.enrolment->enroll({token, key.signing_request(), {}, "10.0.0.2"})));
}

TEST_CASE("no token stands in the file of who may do what")
{
    const Enrolling here;
    const std::string token = here.token();
    given(here.enroll(token, PrivateKey::generate()));
    denied(here.enroll(token, PrivateKey::generate()));
    std::ifstream in(here.file(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    CHECK(content.find("H44") != std::string::npos);
    CHECK(content.find(token) == std::string::npos);
}

} // namespace
} // namespace congto::test
