// Who is taken, and who no more.
#include "collector/access/admission.h"
#include "tests/access/enrolling.h"

#include <catch2/catch.hpp>

namespace congto::test {
namespace {

using access::Issued;

access::Shown shown(const Issued& issued)
{
    return {issued.serial,
            {issued.unit, issued.agent},
            std::chrono::floor<std::chrono::seconds>(issued.issued_at) - std::chrono::minutes(10)};
}

Issued enrolled(const Enrolling& here, const char* unit = "H44")
{
    return std::get<Issued>(here.enroll(here.token(unit), identity::PrivateKey::generate()));
}

TEST_CASE("a revoked agent is refused as soon as somebody looked, and no other is")
{
    const Enrolling here;
    access::Admission admission(here.file());
    const Issued one = enrolled(here);
    const Issued other = enrolled(here, "H26");
    CHECK(admission.look());
    CHECK_FALSE(admission.look());
    CHECK_FALSE(admission.refusal_of(shown(one)));
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    CHECK(admission.look());
    CHECK(admission.refusal_of(shown(one))->find("H44/main was revoked") != std::string::npos);
    CHECK_FALSE(admission.refusal_of(shown(other)));
}

TEST_CASE("who enrols anew after it was revoked is taken at once, with the new certificate alone")
{
    const Enrolling here;
    const Issued old = enrolled(here);
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    access::Admission admission(here.file());
    const Issued next = enrolled(here);
    CHECK_FALSE(admission.refusal_of(shown(next))); // nobody looked meanwhile
    CHECK(admission.refusal_of(shown(old)));
}

TEST_CASE("a certificate that is not on record is taken unless its agent was revoked since")
{
    Enrolling here;
    const Issued issued = enrolled(here);
    here.lose_records();
    access::Admission admission(here.file());
    CHECK_FALSE(admission.refusal_of(shown(issued)));
    here.clock.advance(std::chrono::minutes(1));
    access::revoke(*here.book(), {"H44", "main", "stolen"}, "operator test", here.clock.now());
    admission.look();
    CHECK(admission.refusal_of(shown(issued)));
    access::Shown later = shown(issued);
    later.issued_at += std::chrono::hours(1);
    CHECK_FALSE(admission.refusal_of(later));
}

} // namespace
} // namespace congto::test
