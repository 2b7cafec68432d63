// Certificates that end, as the collector's log and metrics tell of them.
#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/access/authority.h"
#include "collector/access/key_file.h"
#include "collector/access/own_certificate.h"
#include "collector/commands/certificate_watch.h"
#include "collector/commands/trail_watch.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using namespace congto::test;
using Catch::Matchers::Contains;
using std::chrono::hours;

namespace {

constexpr hours kDay{24};

// A state with an authority of twenty years, and a certificate of ninety days.
struct State {
    State()
    {
        settings.state = dir.path();
        settings.identification.hosts = {"collector.example"};
        const store::StateDirectory state{settings.state};
        std::filesystem::create_directory(state.authority_folder());
        access::Authority::create(state.authority_file(), state.authority_key_file(), clock.now());
        access::OwnCertificate(state.authority_folder(), settings.identification.hosts)
            .keep_fresh(access::Authority::load(state.authority_file(), state.authority_key_file()),
                        clock.now());
    }
    std::string look(hours later)
    {
        clock.advance(later);
        return runtime::test::standard_error_of([this] { watch().look(); });
    }
    collector::CertificateWatch& watch()
    {
        if (!watch_) {
            watch_.emplace(collector::watched_certificates(settings), clock);
        }
        return *watch_;
    }
    double level(const std::string& what)
    {
        for (const runtime::Metric& metric : watch().metrics()) {
            for (const runtime::MetricSample& sample : metric.samples) {
                if (metric.name == "congto_certificate_alarm" &&
                    sample.labels.front().second == what) {
                    return sample.value;
                }
            }
        }
        return -1;
    }

    TempDir dir;
    ManualClock clock;
    collector::Settings settings;
    std::optional<collector::CertificateWatch> watch_;
};

} // namespace

TEST_CASE("a certificate that nobody makes anew is told of 30, 7 and 1 days ahead, once each")
{
    State state;
    CHECK(state.look(kDay) == "");
    CHECK(state.look(kDay * 59) == ""); // a running collector has an hour for it
    CHECK(state.level("collector") == 0);
    const std::string first = state.look(hours(2));
    CHECK_THAT(first, Contains("a certificate ends soon") && Contains("certificate=collector") &&
                          Contains("days=30") && Contains("its log says why"));
    CHECK(state.level("collector") == 1);
    CHECK(state.look(kDay) == "");
    CHECK_THAT(state.look(kDay * 22), Contains("days=7"));
    CHECK_THAT(state.look(kDay * 6), Contains("days=1") && Contains("error"));
    CHECK_THAT(state.look(kDay * 2), Contains("is over"));
    CHECK(state.level("collector") == 4);
    CHECK(state.level("authority") == 0);
}

TEST_CASE("an authority that ends is told of, with what to do")
{
    State state;
    const std::string told = state.look(kDay * (365 * 20 - 6));
    CHECK_THAT(told, Contains("certificate=authority") && Contains("days=7") &&
                         Contains("authority renew"));
    CHECK(state.level("authority") == 2);
}

TEST_CASE("an authority that cannot be read is said once, and again when it is otherwise")
{
    State state;
    const store::StateDirectory there{state.settings.state};
    const auto key = there.authority_key_file();
    std::filesystem::permissions(key, std::filesystem::perms::all);
    CHECK_THAT(state.look(hours(1)),
               Contains("certificate=authority") && Contains("others can read"));
    CHECK(state.look(hours(1)) == "");
    std::filesystem::remove(key);
    CHECK_THAT(state.look(hours(1)), Contains("authority.key: cannot be read: No such file"));
}

TEST_CASE("a certificate that the collector makes when it runs is not missed before")
{
    State state;
    std::filesystem::remove(state.settings.state / "authority" / "collector.pem");
    CHECK(state.look(hours(1)) == "");
}

TEST_CASE("without TLS there is nothing to watch")
{
    CHECK(collector::watched_certificates({}).empty());
}

TEST_CASE("the log has the end of the audit trail, and is told when entries were cut off it")
{
    const TempDir dir;
    ManualClock clock;
    const auto file = dir.path() / "access.db";
    access::create(file);
    const auto book = access::open_for_writing(file);
    const auto enter = [&] {
        access::enter(*book, {clock.now(), "operator test", "token create", "H44/main", ""});
    };
    collector::TrailWatch watch(file, clock);
    const auto look = [&] {
        clock.advance(std::chrono::minutes(1));
        return runtime::test::standard_error_of([&] { watch.look(); });
    };
    enter();
    enter();
    CHECK_THAT(look(), Contains("the audit trail ends") && Contains("entries=2") &&
                           Contains(access::end_of_trail(*book).chain));
    enter();
    CHECK(look() == "");
    book->exec("DROP TRIGGER audit_is_not_removed; DELETE FROM audit WHERE entry > 1");
    enter();
    CHECK_THAT(look(), Contains("error") && Contains("was cut") && Contains("was_entries=3"));
    CHECK(look() == "");
}

TEST_CASE("the certificate people are shown is watched where one is named")
{
    State state;
    const std::filesystem::path own = state.dir.path() / "authority" / "collector.pem";
    const auto watches_http = [&] {
        const auto all = collector::watched_certificates(state.settings);
        return std::any_of(all.begin(), all.end(), [&](const auto& watched) {
            return watched.what == "http" &&
                   watched.read().fingerprint() == access::read_certificates(own)[0].fingerprint();
        });
    };
    CHECK_FALSE(watches_http());
    state.settings.http.certificate = own;
    CHECK_FALSE(watches_http()); // nobody is served
    state.settings.http.listen = "127.0.0.1:0";
    CHECK(watches_http());
}
