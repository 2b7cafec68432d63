// The authority, and the collector's own certificate.
#include "collector/access/authority.h"
#include "collector/access/key_file.h"
#include "collector/access/own_certificate.h"
#include "config/runtime/failure.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fstream>

namespace congto::test {
namespace {

using access::Authority;
using access::OwnCertificate;
using identity::PrivateKey;
using std::chrono::hours;

const model::Instant kNow{std::chrono::seconds(1'790'000'000)};

struct Made {
    Made() { Authority::create(certificate(), key(), kNow); }
    std::filesystem::path certificate() const { return dir.path() / "authority.pem"; }
    std::filesystem::path key() const { return dir.path() / "authority.key"; }
    Authority load() const { return Authority::load(certificate(), key()); }
    TempDir dir;
};

TEST_CASE("an authority is made once, its key for its owner alone")
{
    const Made made;
    CHECK(made.load().certificate().is_authority());
    CHECK((std::filesystem::status(made.key()).permissions() & std::filesystem::perms::mask) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK_THROWS_AS(Authority::create(made.certificate(), made.key(), kNow), runtime::BadSettings);
    CHECK(made.load().certificate().is_authority());
}

TEST_CASE("a key that an interrupted making left is made anew")
{
    const TempDir dir;
    std::ofstream(dir.path() / "a.key") << "half a key";
    Authority::create(dir.path() / "a.pem", dir.path() / "a.key", kNow);
    CHECK(Authority::load(dir.path() / "a.pem", dir.path() / "a.key").certificate().is_authority());
}

TEST_CASE("a key that others can read, or of another certificate, is refused")
{
    const Made made;
    const Made other;
    CHECK_THROWS_WITH(Authority::load(made.certificate(), other.key()),
                      Catch::Contains("holds no authority's certificate with the key of"));
    std::filesystem::permissions(made.key(), std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    CHECK_THROWS_WITH(made.load(), Catch::Contains("others can read"));
}

TEST_CASE("two authorities stand side by side, and the one that has the key signs")
{
    const Made made;
    const Made before;
    std::ofstream(made.dir.path() / "both.pem")
        << before.load().certificate().pem() << made.load().certificate().pem();
    const Authority both = Authority::load(made.dir.path() / "both.pem", made.key());
    CHECK(both.all().size() == 2);
    CHECK(both.certificate().fingerprint() == made.load().certificate().fingerprint());
    CHECK(both.all().front().fingerprint() == made.load().certificate().fingerprint());
}

TEST_CASE("no name becomes another extension")
{
    const Made made;
    const auto key =
        identity::PublicKey::of_request(PrivateKey::generate().signing_request()).value();
    const auto from = std::chrono::floor<std::chrono::seconds>(kNow);
    for (const char* host : {"a,DNS:b", "a\n", "", "a;b", "a\"b"}) {
        CHECK_THROWS_AS(made.load().issue({"name", {host}, {}, from, from + hours(1)}, key),
                        runtime::Failure);
    }
}

TEST_CASE("the collector's certificate is made anew when a third of its life is left")
{
    const Made made;
    const OwnCertificate own(made.dir.path(), {"collector.example", "127.0.0.1"});
    CHECK(own.keep_fresh(made.load(), kNow));
    const auto chain = access::read_certificates(own.chain_file());
    REQUIRE(chain.size() == 2);
    CHECK(chain[0].names("collector.example"));
    CHECK(chain[0].names("127.0.0.1"));
    CHECK(chain[1].fingerprint() == made.load().certificate().fingerprint());
    CHECK(identity::unsound(chain, made.load().all(), kNow) == std::nullopt);
    CHECK_FALSE(own.keep_fresh(made.load(), kNow + hours(24 * 59)));
    CHECK(own.keep_fresh(made.load(), kNow + hours(24 * 61)));
    const auto next = access::read_certificates(own.chain_file());
    CHECK(next[0].public_key()->der() == chain[0].public_key()->der());
    CHECK(next[0].serial() != chain[0].serial());
}

TEST_CASE("it is made anew for other hosts and of another authority")
{
    const Made made;
    const Made other;
    const std::filesystem::path folder = made.dir.path();
    OwnCertificate(folder, {"one.example"}).keep_fresh(made.load(), kNow);
    CHECK_FALSE(OwnCertificate(folder, {"one.example"}).keep_fresh(made.load(), kNow));
    CHECK(OwnCertificate(folder, {"one.example", "two.example"}).keep_fresh(made.load(), kNow));
    CHECK(OwnCertificate(folder, {"one.example"}).keep_fresh(other.load(), kNow));
}

} // namespace
} // namespace congto::test
