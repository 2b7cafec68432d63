// `check` tries the line as the uplink would: who answers, and whether this agent is taken.
#include "agent/spool/spool.h"
#include "agent/uplink/identity_file.h"
#include "tests/commands/agent_program.h"
#include "tests/support/temp_dir.h"
#include "tests/uplink/fake_collector.h"
#include "tests/uplink/fake_enrolment.h"

#include <catch2/catch.hpp>
#include <grpcpp/security/server_credentials.h>

using namespace congto;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using test::KeyPair;
using test::Life;

namespace {

// A collector over TLS, and an agent with an identity.
struct LineBench {
    explicit LineBench(const Life& collectors = {})
    {
        const auto server = test::certificate("127.0.0.1", &authority, collectors);
        grpc::SslServerCredentialsOptions options(
            GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
        options.pem_root_certs = authority.certificate;
        options.pem_key_cert_pairs.push_back({server.key, server.certificate});
        address =
            "127.0.0.1:" + std::to_string(collector.open(0, grpc::SslServerCredentials(options)));
        is(authority, authority);
    }

    void is(const KeyPair& signer, const KeyPair& believed) const
    {
        const auto key = identity::PrivateKey::generate();
        const auto pem =
            test::certificate_for(key.signing_request(), "congto://unit/H44/main", signer);
        const auto own = identity::Certificate::all_in_pem(pem).at(0);
        uplink::write_identity(files / "identity.pem",
                               {key, own, identity::Certificate::all_in_pem(believed.certificate),
                                address, own.not_before()});
    }
    void noted(const std::string& what) const
    {
        spool::Spool made({files / "spool.db", 0, 0, 1000}, {"H44", {}});
        made.note_refusal(what);
    }
    test::Said check() const
    {
        const auto settings = files.write("agent.toml", R"(unit = "H44"
[collector]
address = ")" + address + R"("
identity_file = "identity.pem"
[spool]
file = "spool.db"
)");
        return test::run_agent({"check", "--settings", settings.string()});
    }

    test::TempDir files;
    KeyPair authority = test::certificate("authority", nullptr);
    test::FakeCollector collector;
    std::string address;
};

constexpr Life kLater{.begun = -3600s, .left = 7200s};
constexpr Life kOver{.begun = 7200s, .left = -3600s};

} // namespace

TEST_CASE("a collector that knows this agent is found well, and told nothing")
{
    const LineBench bench;
    const auto said = bench.check();
    INFO(said.text);
    CHECK_FALSE(said.fault("collector 127"));
    CHECK(said.text.find("away:") == std::string::npos);
    CHECK(bench.collector.greetings().empty());
}

TEST_CASE("another authority, and a clock that is wrong, are told apart")
{
    const LineBench bench;
    const auto stranger = test::certificate("stranger", nullptr);
    bench.is(stranger, stranger);
    const auto another = bench.check();
    CHECK(another.status == 78);
    CHECK(another.fault("is not believed: its certificate is of no authority this agent believes"));
    CHECK(another.fault("enroll --replace"));
    CHECK_FALSE(another.fault("clock"));
    const LineBench late(kLater);
    CHECK(late.check().fault("clock right? it seems to be behind"));
    const LineBench early(kOver);
    CHECK(early.check().fault("its certificate has expired"));
}

TEST_CASE("a collector that does not take the certificate is no collector that is away")
{
    const LineBench bench;
    bench.is(test::certificate("stranger", nullptr), bench.authority);
    const auto said = bench.check();
    INFO(said.text);
    CHECK(said.fault("does not take this agent's certificate"));
}

TEST_CASE("an address that is not the uplink's is said")
{
    LineBench bench;
    const test::FakeEnrolment enrolment;
    bench.address = enrolment.address();
    bench.is(enrolment.authority(), enrolment.authority());
    const auto said = bench.check();
    INFO(said.text);
    CHECK(said.fault("answers, and is no uplink"));
    CHECK(enrolment.asked() == 0);
}

TEST_CASE("what an agent was refused is told until that is seen to be mended")
{
    const LineBench bench;
    bench.noted("collector refuses: unknown_unit: unit H44 is not in the register");
    CHECK(bench.check().fault("when an agent ran last: collector refuses: unknown_unit"));
    for (const char* over :
         {"collector is not believed: its certificate is of no authority",
          "collector refuses: forbidden: the certificate of H44/main was revoked",
          "certificate files: identity.pem: there is no identity yet"}) {
        bench.noted(over);
        const auto said = bench.check();
        CHECK_FALSE(said.fault("when an agent ran last"));
        CHECK_THAT(said.text, Contains("note:  mended, as far as is seen, since an agent ran"));
    }
}
