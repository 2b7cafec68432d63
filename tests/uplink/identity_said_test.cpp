// What check, status, the log and the metrics say of the agent's certificate.
#include "agent/commands/certificate_watch.h"
#include "agent/spool/spool.h"
#include "agent/uplink/identity_file.h"
#include "tests/commands/agent_program.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/files.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using Catch::Matchers::Contains;
using test::Life;
using test::run_agent;

namespace {

using std::chrono::hours;

struct SaidBench {
    SaidBench()
    {
        settings = files.write("agent.toml", R"(unit = "H44"
key_file = "unit.key"
[collector]
address = "127.0.0.1:9"
identity_file = "identity.pem"
[spool]
file = "spool.db"
[[source]]
name = "onestop"
kind = "sql"
engine = "sqlite3"
connection_file = "connection"
mapping = "mapping.toml"
)");
    }

    void is(const std::string& name, const Life& life) const
    {
        const auto authority = test::certificate("authority", nullptr);
        const auto key = identity::PrivateKey::generate();
        const auto own = identity::Certificate::all_in_pem(
                             test::certificate_for(key.signing_request(), name, authority, life))
                             .at(0);
        uplink::write_identity(identity,
                               {key, own, identity::Certificate::all_in_pem(authority.certificate),
                                "127.0.0.1:10", own.not_before()});
    }
    test::Said run(const std::string& command, const std::vector<std::string>& more = {}) const
    {
        std::vector<std::string> arguments{command, "--settings", settings.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_agent(arguments);
    }

    test::TempDir files;
    std::filesystem::path settings;
    std::filesystem::path identity = files / "identity.pem";
};

constexpr const char* kMain = "congto://unit/H44/main";
constexpr Life kFresh{.begun = hours(24), .left = hours(89 * 24)};
constexpr Life kLate{.begun = hours(85 * 24), .left = hours(5 * 24)};
constexpr Life kOver{.begun = hours(90 * 24), .left = hours(-1)};

} // namespace

TEST_CASE("check says whom the certificate names, and what is wrong with it")
{
    const SaidBench bench;
    CHECK(bench.run("check").fault("congto-agent enroll LINE"));
    bench.is(kMain, kFresh);
    CHECK_THAT(bench.run("check").text,
               Contains("note:  certificate: congto://unit/H44/main until"));
    bench.is(kMain, kLate);
    CHECK_THAT(bench.run("check").text, Contains("note:  certificate: ") && Contains("failing"));
    bench.is(kMain, kOver);
    CHECK(bench.run("check").fault("over since"));
    bench.is("congto://unit/H445/main", kFresh);
    CHECK(bench.run("check").fault("the settings are of unit H44"));
}

TEST_CASE("status says whom the certificate names, until when, and that it was not renewed")
{
    const SaidBench bench;
    {
        const spool::Spool made({bench.files / "spool.db", 0, 0, 1000}, {"H44", {}});
    }
    CHECK_THAT(bench.run("status").text, Contains("congto-agent enroll LINE"));
    bench.is(kMain, kFresh);
    CHECK_THAT(bench.run("status").text, Contains("  identity  congto://unit/H44/main until"));
    bench.is(kMain, kLate);
    const auto json = bench.run("status", {"--json"}).text;
    CHECK_THAT(json, Contains("\"certificate\": ") &&
                         Contains("\"name\": \"congto://unit/H44/main\"") &&
                         Contains("\"alarm_days\": 7"));
}

TEST_CASE("a certificate that is not renewed is in the log once a step, and in the metrics")
{
    const SaidBench bench;
    bench.is(kMain, kFresh);
    test::ManualClock clock(
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    uplink::CollectorSettings settings;
    settings.identity_file = bench.identity;
    agent::CertificateWatch watch(settings, clock);
    const std::string said = runtime::test::standard_error_of([&] {
        for (int day = 0; day < 91; ++day) {
            watch.look();
            watch.look();
            clock.advance(hours(24));
        }
    });
    CHECK(std::count(said.begin(), said.end(), '\n') == 4);
    for (const char* days : {"days=30", "days=7", "days=1", "the certificate is over days=0"}) {
        CHECK_THAT(said, Contains(days));
    }
    const auto metrics = runtime::text_of(watch.metrics());
    CHECK_THAT(metrics, Contains("congto_certificate_alarm 4\n"));
    CHECK_THAT(metrics, Contains("congto_certificate_end_seconds 1"));
}
