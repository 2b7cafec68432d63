// One authority after another.
#include "collector/access/key_file.h"
#include "collector/access/own_certificate.h"
#include "collector/access/renewals.h"
#include "collector/access/succession.h"
#include "config/runtime/failure.h"
#include "tests/access/enrolling.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace congto::test {
namespace {

using access::Authority;
using access::AuthorityFolder;
using access::OwnCertificate;
using identity::Certificate;
using identity::PrivateKey;
using std::chrono::hours;

const model::Instant kNow{std::chrono::seconds(1'790'000'000)};
const std::vector<std::string> kHosts{"collector.example", "127.0.0.1"};

struct Folder {
    Folder() { Authority::create(file("authority.pem"), file("authority.key"), kNow); }
    std::filesystem::path file(const char* name) const { return dir.path() / name; }
    Certificate signs() const { return folder.load().certificate(); }
    // What agents are shown.
    std::vector<Certificate> shown(model::Instant now = kNow) const
    {
        const OwnCertificate own(dir.path(), kHosts);
        own.keep_fresh(folder.load(), now);
        return access::read_certificates(own.chain_file());
    }

    TempDir dir;
    AuthorityFolder folder{dir.path()};
};

TEST_CASE("who knows the authority before alone, or the next one alone, believes the collector")
{
    const Folder here;
    const Certificate first = here.signs();
    here.folder.renew(kNow);
    const Certificate next = here.signs();
    CHECK(next.fingerprint() != first.fingerprint());
    REQUIRE(here.folder.load().all().size() == 2);
    const auto shown = here.shown();
    CHECK(shown.front().is_signed_by(next));
    CHECK(identity::unsound(shown, {first}, kNow) == std::nullopt);
    CHECK(identity::unsound(shown, {next}, kNow) == std::nullopt);
    CHECK(identity::unsound(shown, {next, first}, kNow) == std::nullopt);
    // A line made before or after is believed by what the collector shows.
    const auto holds = [&](const Certificate& authority) {
        return std::any_of(shown.begin(), shown.end(), [&](const Certificate& one) {
            return one.fingerprint() == authority.fingerprint();
        });
    };
    CHECK(holds(first));
    CHECK(holds(next));
    CHECK_THROWS_AS(here.folder.renew(kNow), runtime::BadSettings);
    CHECK((std::filesystem::status(here.file("authority.key")).permissions() &
           std::filesystem::perms::group_all) == std::filesystem::perms::none);
}

TEST_CASE("dropped, the authority before vouches for nothing")
{
    const Folder here;
    const Certificate first = here.signs();
    here.folder.renew(kNow);
    here.shown();
    here.folder.drop_others();
    const auto shown = here.shown();
    CHECK(shown.size() == 2);
    CHECK(identity::unsound(shown, {first}, kNow));
    CHECK(identity::unsound(shown, {here.signs()}, kNow) == std::nullopt);
    here.folder.renew(kNow); // and the next may follow
    CHECK(here.folder.load().all().size() == 2);
}

TEST_CASE("wherever a renewal is interrupted, one authority signs and the next change finishes it")
{
    const Folder here;
    const Certificate first = here.signs();
    std::filesystem::copy(here.file("authority.key"), here.file("old.key"));
    here.folder.renew(kNow);
    // As if the key had not come to its place.
    std::filesystem::rename(here.file("authority.key"), here.file("next.key"));
    std::filesystem::rename(here.file("old.key"), here.file("authority.key"));
    CHECK(here.signs().fingerprint() == first.fingerprint());
    CHECK(identity::unsound(here.shown(), {first}, kNow) == std::nullopt);
    CHECK_THROWS_AS(here.folder.renew(kNow), runtime::BadSettings); // two are taken
    CHECK(here.signs().fingerprint() != first.fingerprint());
    CHECK_FALSE(std::filesystem::exists(here.file("next.key")));
    // … and as if its certificate had not.
    const Folder there;
    const Certificate before = there.signs();
    access::write_key(there.file("next.key"), PrivateKey::generate());
    there.folder.renew(kNow);
    CHECK(there.folder.load().all().back().fingerprint() == before.fingerprint());
}

TEST_CASE("who is told of the next authority, and cannot have it, keeps the one before")
{
    const Folder here;
    const Certificate first = here.signs();
    CHECK_THROWS_AS(
        here.folder.renew(kNow, [](const Certificate&) { throw runtime::Unavailable("held"); }),
        runtime::Unavailable);
    CHECK(here.folder.load().all().size() == 1);
    CHECK(here.signs().fingerprint() == first.fingerprint());
    std::string announced;
    here.folder.renew(kNow, [&](const Certificate& next) {
        announced = next.fingerprint();
        CHECK(here.signs().fingerprint() == first.fingerprint());
    });
    CHECK(here.signs().fingerprint() == announced);
}

TEST_CASE("an authority that is over signs nothing, and one that follows it does")
{
    const Folder here;
    const auto over = kNow + hours(24 * 365 * 20 + 1);
    const auto key = identity::PublicKey::of_request(PrivateKey::generate().signing_request());
    const auto from = std::chrono::floor<std::chrono::seconds>(over);
    CHECK_THROWS_WITH(here.folder.load().issue({"name", kHosts, {}, from, from + hours(1)}, *key),
                      Catch::Contains("authority renew"));
    // No certificate is made anew again and again in its last days.
    const auto late = kNow + hours(24 * (365 * 20 - 10));
    here.shown(late);
    CHECK_FALSE(OwnCertificate(here.dir.path(), kHosts).keep_fresh(here.folder.load(), late));
    CHECK_FALSE(OwnCertificate(here.dir.path(), kHosts)
                    .keep_fresh(here.folder.load(), late + hours(24 * 9)));
    here.folder.renew(over);
    const auto shown = here.shown(over);
    CHECK(identity::unsound(shown, {here.signs()}, over) == std::nullopt);
}

// An authority elsewhere: its root signs whatever it is handed.
struct Root {
    Root() { Authority::create(dir.path() / "root.pem", dir.path() / "root.key", kNow); }
    Certificate certificate() const
    {
        return access::read_certificates(dir.path() / "root.pem").front();
    }
    // As bridge_to() does: the key that was asked for, called as it was.
    Certificate sign(const Folder& of) const
    {
        const PrivateKey key = access::read_key(of.file("requested.key"));
        const Authority root = Authority::load(dir.path() / "root.pem", dir.path() / "root.key");
        return *root.bridge_to(of.folder.load().successor(key, kNow), kNow);
    }
    TempDir dir;
};

TEST_CASE("an authority that another vouches for takes the place of the one before")
{
    const Folder here;
    const Root root;
    const Certificate first = here.signs();
    const std::string request = here.folder.request();
    CHECK(request.find("BEGIN CERTIFICATE REQUEST") != std::string::npos);
    const Certificate made = root.sign(here);
    here.folder.request(); // whose file was lost: the key is the same
    here.folder.take({made, root.certificate()}, kHosts, kNow);
    CHECK(here.signs().fingerprint() == made.fingerprint());
    CHECK_FALSE(std::filesystem::exists(here.file("requested.key")));
    const auto shown = here.shown();
    CHECK(identity::unsound(shown, {first}, kNow) == std::nullopt);
    CHECK(identity::unsound(shown, {made}, kNow) == std::nullopt);
    // What else the root signs is not taken.
    const Authority taken = here.folder.load();
    for (const Certificate& one : taken.all()) {
        CHECK(one.fingerprint() != root.certificate().fingerprint());
    }
    here.folder.drop_others();
    CHECK(here.shown().at(1).fingerprint() == root.certificate().fingerprint());
    CHECK(identity::unsound(here.shown(), {first}, kNow));
    // … and the next may be its own again.
    here.folder.renew(kNow);
    CHECK(identity::unsound(here.shown(), {made}, kNow) == std::nullopt);
}

TEST_CASE("what was not asked for, is no authority or is not vouched for is not taken")
{
    const Folder here;
    const Root root;
    const Root other;
    const Certificate first = here.signs();
    const auto take = [&](const std::vector<Certificate>& chain) {
        here.folder.take(chain, kHosts, kNow);
    };
    CHECK_THROWS_WITH(take({first}), Catch::Contains("authority request"));
    here.folder.request();
    CHECK_THROWS_WITH(take({first}), Catch::Contains("is not of the key"));
    CHECK_THROWS_WITH(take({root.sign(here), other.certificate()}),
                      Catch::Contains("not vouched for"));
    const PrivateKey key = access::read_key(here.file("requested.key"));
    const auto public_key = identity::PublicKey::of_request(key.signing_request());
    const auto from = std::chrono::floor<std::chrono::seconds>(kNow);
    CHECK_THROWS_WITH(
        take({here.folder.load().issue({"name", kHosts, {}, from, from + hours(1)}, *public_key)}),
        Catch::Contains("CA:TRUE"));
    const Folder elsewhere; // called otherwise
    CHECK_THROWS_WITH(take({elsewhere.folder.load().successor(key, kNow)}),
                      Catch::Contains("called as the request says"));
    CHECK(here.signs().fingerprint() == first.fingerprint());
    take({root.sign(here)});
    CHECK(here.folder.load().all().size() == 2);
}

TEST_CASE("who has nothing of the new authority is left behind, until it renewed")
{
    const Enrolling here;
    const AuthorityFolder folder(here.dir.path());
    const PrivateKey key = PrivateKey::generate();
    const auto first = std::get<access::Issued>(here.enroll(here.token(), key));
    folder.renew(here.clock.now());
    const Authority now = folder.load();
    const auto left = [&](hours later) {
        return access::left_behind(*here.book(), now, here.clock.now() + later, hours(24 * 90))
            .size();
    };
    CHECK(left(hours(0)) == 1);
    CHECK(left(hours(24 * 40)) == 1); // away, and may still renew
    CHECK(left(hours(24 * 121)) == 0);
    here.enrolment->take(std::make_shared<const Authority>(now));
    here.clock.advance(hours(1));
    const auto next = std::get<access::Issued>(here.renew(first, key, PrivateKey::generate()));
    CHECK(left(hours(0)) == 1); // the answer may be lost
    access::take_up_all(*here.book(), {next.serial}, here.clock.now());
    CHECK(left(hours(0)) == 0);
    CHECK(access::revoke_signed_by_others(*here.book(), now, here.clock.now()) == 1);
    CHECK(access::issued_with_serial(*here.book(), first.serial)->revoked);
    CHECK_FALSE(access::issued_with_serial(*here.book(), next.serial)->revoked);
}

} // namespace
} // namespace congto::test
