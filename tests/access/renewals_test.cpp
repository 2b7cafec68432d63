// An identity on two machines is told from an answer that got lost.
#include "collector/access/renewals.h"
#include "config/runtime/failure.h"
#include "tests/access/enrolling.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using access::Denied;
using access::Issued;
using access::NotEnrolled;
using identity::PrivateKey;

// A certificate and its key.
struct Holding {
    Issued issued;
    PrivateKey key;
};

struct Renewing : Enrolling {
    using Enrolling::Enrolling;

    Holding enrolled() const
    {
        const PrivateKey key = PrivateKey::generate();
        return {std::get<Issued>(enroll(token(), key)), key};
    }
    // By who has that one.
    access::Enrolment::Outcome asked(const Holding& by,
                                     const PrivateKey& next = PrivateKey::generate()) const
    {
        return renew(by.issued, by.key, next);
    }
    Holding renewed(const Holding& by) const
    {
        const PrivateKey next = PrivateKey::generate();
        const auto outcome = asked(by, next);
        if (const auto* denied = std::get_if<NotEnrolled>(&outcome)) {
            FAIL(denied->detail);
        }
        return {std::get<Issued>(outcome), next};
    }
    // On a stream.
    std::size_t copies_seen(const Holding& used) const
    {
        return access::take_up_all(*book(), {used.issued.serial}, clock.now()).size();
    }
    bool is_revoked(const Holding& one) const
    {
        return access::issued_with_serial(*book(), one.issued.serial)->revoked.has_value();
    }
};

TEST_CASE("answers that get lost are asked for again, and nobody is punished")
{
    const Renewing here;
    const Holding first = here.enrolled();
    here.renewed(first); // lost
    here.renewed(first); // lost
    const Holding next = here.renewed(first);
    CHECK(here.copies_seen(next) == 0);
    CHECK(here.copies_seen(next) == 0);
    const Holding after = here.renewed(next);
    CHECK(here.copies_seen(after) == 0);
    CHECK_FALSE(here.is_revoked(after));
}

TEST_CASE("the same key asks again and gets the same certificate")
{
    const Renewing here;
    const Holding first = here.enrolled();
    const PrivateKey next = PrivateKey::generate();
    const auto once = std::get<Issued>(here.asked(first, next));
    const auto twice = std::get<Issued>(here.asked(first, next));
    CHECK(once.serial == twice.serial);
    CHECK(here.acts().at(1).act == "agent enrol");
}

TEST_CASE("a candidate that was tried and given up is no copy")
{
    const Renewing here;
    const Holding first = here.enrolled();
    here.renewed(first);
    // On its stream nothing was sent: the collector hears of no use.
    const Holding next = here.renewed(first);
    CHECK(here.copies_seen(first) == 0);
    CHECK(here.copies_seen(next) == 0);
}

TEST_CASE("who renews what was renewed, and gone on from, is refused with its double")
{
    const Renewing here;
    const Holding first = here.enrolled();
    const Holding copy = first;
    const Holding next = here.renewed(first);
    CHECK(here.copies_seen(next) == 0);
    here.clock.advance(std::chrono::minutes(10));
    const auto outcome = here.asked(copy);
    REQUIRE(std::holds_alternative<NotEnrolled>(outcome));
    CHECK(std::get<NotEnrolled>(outcome).why == Denied::forbidden);
    CHECK(std::get<NotEnrolled>(outcome).detail.find("two machines") != std::string::npos);
    CHECK(here.is_revoked(next));
    CHECK(here.acts().at(1).act == "certificate revoke");
    CHECK(here.acts().at(1).object == "H44/main");
    // An operator decides: a new line.
    const Holding anew = here.enrolled();
    CHECK_FALSE(here.is_revoked(here.renewed(anew)));
}

TEST_CASE("a question that arrives when its agent went on already revokes nobody")
{
    const Renewing here;
    const Holding first = here.enrolled();
    const Holding next = here.renewed(first);
    CHECK(here.copies_seen(next) == 0);
    here.clock.advance(std::chrono::minutes(9));
    const auto late = here.asked(first);
    REQUIRE(std::holds_alternative<NotEnrolled>(late));
    CHECK(std::get<NotEnrolled>(late).why == Denied::too_many);
    CHECK_FALSE(here.is_revoked(next));
    here.renewed(next);
    // Who goes on asking is another.
    here.clock.advance(std::chrono::minutes(1));
    here.asked(first);
    CHECK(here.is_revoked(next));
}

TEST_CASE("a late question is told by the life of a certificate, where that is short")
{
    access::EnrolmentRules rules;
    rules.life = std::chrono::minutes(6);
    const Renewing here(rules);
    const Holding first = here.enrolled();
    const Holding next = here.renewed(first);
    CHECK(here.copies_seen(next) == 0);
    here.clock.advance(std::chrono::seconds(59));
    here.asked(first);
    CHECK_FALSE(here.is_revoked(next));
    here.clock.advance(std::chrono::seconds(1));
    here.asked(first);
    CHECK(here.is_revoked(next));
}

TEST_CASE("two that renewed and both go on are both refused")
{
    const Renewing here;
    const Holding first = here.enrolled();
    const Holding one = here.renewed(first);
    const Holding other = here.renewed(first);
    CHECK(here.copies_seen(one) == 0);
    SECTION("on streams")
    {
        CHECK(here.copies_seen(other) == 1);
        CHECK(here.copies_seen(other) == 0); // told once
    }
    SECTION("or by renewing")
    {
        CHECK(std::holds_alternative<NotEnrolled>(here.asked(other)));
    }
    CHECK(here.is_revoked(one));
    CHECK(here.is_revoked(other));
}

TEST_CASE("no agent is given certificates without end")
{
    access::EnrolmentRules rules;
    rules.renewals = 3;
    Renewing here(rules);
    const Holding first = here.enrolled();
    here.renewed(first);
    here.renewed(first);
    const auto outcome = here.asked(first);
    REQUIRE(std::holds_alternative<NotEnrolled>(outcome));
    CHECK(std::get<NotEnrolled>(outcome).why == Denied::too_many);
    here.clock.advance(std::chrono::hours(1));
    here.renewed(first);
}

TEST_CASE("a file that others hold is asked for again, not reported")
{
    const Renewing here;
    const Holding first = here.enrolled();
    const auto held = here.book();
    held->exec("BEGIN IMMEDIATE");
    CHECK_THROWS_AS(here.asked(first), runtime::Unavailable);
}

} // namespace
} // namespace congto::test
