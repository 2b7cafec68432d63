// congto-agent enroll: one line, and who should is in; anything else is said in one line.
#include "agent/uplink/identity_file.h"
#include "config/runtime/failure.h"
#include "proto/identity/tls_floor.h"
#include "tests/commands/agent_program.h"
#include "tests/support/files.h"
#include "tests/support/free_port.h"
#include "tests/support/temp_dir.h"
#include "tests/uplink/fake_enrolment.h"

#include <catch2/catch.hpp>

#include <unistd.h>

using namespace congto;
using test::FakeEnrolment;

namespace {

struct EnrollBench {
    explicit EnrollBench(const std::string& host = "127.0.0.1") : collector(host)
    {
        write_settings("");
    }

    void write_settings(const std::string& collector_section, const std::string& unit = "H44")
    {
        settings =
            files.write("agent.toml", "unit = \"" + unit + "\"\n[collector]\n" + collector_section);
    }

    test::Said enroll(std::vector<std::string> more = {})
    {
        return enroll(line(), std::move(more));
    }
    test::Said enroll(const std::string& line, std::vector<std::string> more)
    {
        more.insert(more.begin(), {"enroll", line, "--settings", settings.string()});
        return test::run_agent(more);
    }
    std::string line() const { return identity::line_of(collector.invitation()); }

    // The fault it ends with.
    template <typename Failure>
    std::string refused(std::vector<std::string> more = {})
    {
        return refused<Failure>(line(), std::move(more));
    }
    template <typename Failure>
    std::string refused(const std::string& line, std::vector<std::string> more)
    {
        try {
            enroll(line, std::move(more));
        } catch (const Failure& failure) {
            return failure.what();
        }
        FAIL("it enrolled");
        return {};
    }

    std::string certificate() const { return uplink::read_identity(identity).certificate.pem(); }

    test::TempDir files;
    std::filesystem::path settings;
    std::filesystem::path identity = files / "identity.pem";
    FakeEnrolment collector;
};

bool holds(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

using runtime::BadSettings;
using runtime::Unavailable;

} // namespace

TEST_CASE("one line makes an identity, and says what to write into the settings")
{
    EnrollBench bench;
    const auto said = bench.enroll();
    CHECK(said.status == 0);
    CHECK(holds(said.text, "agent main of unit H44"));
    CHECK(holds(said.text, "address = \"127.0.0.1:7400\"\nidentity_file = \"identity.pem\"\n"));
    CHECK_FALSE(holds(said.text, "unit = "));
    CHECK_FALSE(holds(said.text, "take out"));
    REQUIRE(bench.collector.made().size() == 1);
    const auto identity = uplink::read_identity(bench.identity);
    CHECK(identity.certificate.pem() == bench.collector.made().front());
    CHECK(identity.enrolment == bench.collector.address());
    CHECK(identity.authorities.size() == 1);
    using std::filesystem::perms;
    CHECK(std::filesystem::status(bench.identity).permissions() ==
          (perms::owner_read | perms::owner_write));
    CHECK_FALSE(std::filesystem::exists(uplink::enrolling_file(bench.identity)));
    CHECK_FALSE(holds(test::read_file(bench.identity), bench.collector.invitation().token));
}

TEST_CASE("settings that know all of it already are not told again")
{
    EnrollBench bench;
    bench.write_settings("address = \"127.0.0.1:7400\"\nidentity_file = \"agent.id\"\n");
    const auto said = bench.enroll();
    CHECK_FALSE(holds(said.text, "[collector]"));
    CHECK(uplink::read_identity(bench.files / "agent.id").enrolment == bench.collector.address());
}

TEST_CASE("what does not go with an identity is to be taken out of the settings")
{
    EnrollBench bench;
    bench.write_settings("address = \"127.0.0.1:7400\"\nplaintext = true\n");
    CHECK(holds(bench.enroll().text, "and take out by_file, plaintext"));
}

TEST_CASE("without settings the unit is to be written as well")
{
    EnrollBench bench;
    const auto said =
        test::run_agent({"enroll", bench.line(), "--into", (bench.files / "mine.pem").string()});
    CHECK(holds(said.text, "unit = \"H44\""));
    CHECK(holds(said.text, (bench.files / "mine.pem").string()));
}

TEST_CASE("a collector of another authority is not told the token")
{
    EnrollBench bench;
    auto invitation = bench.collector.invitation();
    const std::string shown = invitation.fingerprint;
    invitation.fingerprint = std::string(64, 'a');
    const auto fault = bench.refused<BadSettings>(identity::line_of(invitation), {});
    CHECK(holds(fault, shown));
    CHECK(holds(fault, invitation.fingerprint));
    CHECK(bench.collector.asked() == 0);
    CHECK_FALSE(std::filesystem::exists(bench.identity));
}

TEST_CASE("a collector whose certificate names another host is not told the token")
{
    EnrollBench bench("collector.example");
    CHECK(holds(bench.refused<BadSettings>(), "does not name \"127.0.0.1\""));
    CHECK(bench.collector.asked() == 0);
}

TEST_CASE("what the collector refuses is said with what to do")
{
    EnrollBench bench;
    auto invitation = bench.collector.invitation();
    invitation.token = identity::new_token();
    const auto fault = bench.refused<BadSettings>(identity::line_of(invitation), {});
    CHECK(holds(fault, "this token is not known"));
    CHECK(holds(fault, "ask the ministry for a new line"));
    CHECK_FALSE(holds(fault, invitation.token));
    CHECK(holds(bench.refused<BadSettings>({"--unit", "H56"}), "the token is of unit H44"));
    bench.collector.answer_with({grpc::StatusCode::RESOURCE_EXHAUSTED, "too many ask"});
    const auto not_now = bench.refused<Unavailable>();
    CHECK(holds(not_now, "answered, and gave no certificate for now (too many ask"));
    CHECK_FALSE(holds(not_now, "is the address right"));
    bench.collector.answer_with({grpc::StatusCode::UNIMPLEMENTED, ""});
    CHECK(holds(bench.refused<BadSettings>(), "is this the address for enrolment"));
}

TEST_CASE("an answer that was lost is answered again, for the same key")
{
    EnrollBench bench;
    bench.collector.lose_answers(true);
    bench.refused<Unavailable>();
    CHECK(std::filesystem::exists(uplink::enrolling_file(bench.identity)));
    bench.collector.lose_answers(false);
    bench.enroll();
    REQUIRE(bench.collector.made().size() == 1);
    CHECK(bench.certificate() == bench.collector.made().front());
}

TEST_CASE("what was interrupted before its last step is finished by the same line")
{
    EnrollBench bench;
    const auto key_file = uplink::enrolling_file(bench.identity);
    bench.collector.lose_answers(true);
    bench.refused<Unavailable>();
    const auto waiting = test::read_file(key_file);
    bench.collector.lose_answers(false);
    bench.enroll();
    test::write_file(key_file, waiting); // as if it had not been taken away yet
    std::filesystem::permissions(key_file, std::filesystem::perms::owner_read);
    CHECK(bench.enroll().status == 0);
    CHECK(bench.collector.made().size() == 1);
    CHECK_FALSE(std::filesystem::exists(key_file));
}

TEST_CASE("a key that another line was asked with is not used again")
{
    EnrollBench bench;
    const auto key_file = uplink::enrolling_file(bench.identity);
    bench.collector.lose_answers(true);
    bench.refused<Unavailable>();
    const auto left = test::read_file(key_file);
    bench.collector.lose_answers(false);
    FakeEnrolment other;
    CHECK(bench.enroll(identity::line_of(other.invitation()), {}).status == 0);
    const auto used = uplink::read_identity(bench.identity).key.pem();
    CHECK(left.find(used) == std::string::npos);
    CHECK_FALSE(std::filesystem::exists(key_file));
}

TEST_CASE("an identity that is there stays, unless it is to be replaced")
{
    EnrollBench bench;
    bench.enroll();
    CHECK(holds(bench.refused<BadSettings>(), "--replace"));
    CHECK(bench.collector.asked() == 1);
    FakeEnrolment other;
    test::write_file(uplink::candidate_file(bench.identity), "of the one before");
    CHECK(bench.enroll(identity::line_of(other.invitation()), {"--replace"}).status == 0);
    CHECK(bench.certificate() == other.made().front());
    CHECK_FALSE(std::filesystem::exists(uplink::candidate_file(bench.identity)));
}

TEST_CASE("a folder is no place for an identity, and the token is not spent for it")
{
    EnrollBench bench;
    for (const auto& more : std::vector<std::vector<std::string>>{{}, {"--replace"}}) {
        for (const std::string& folder :
             {bench.files.path().string(), bench.files.path().string() + "/"}) {
            auto words = more;
            words.insert(words.end(), {"--into", folder});
            CHECK(holds(bench.refused<BadSettings>(words), "is a folder"));
        }
    }
    CHECK(bench.collector.asked() == 0);
}

TEST_CASE("root makes no identity in the folder of another account")
{
    if (::geteuid() != 0) {
        return;
    }
    EnrollBench bench;
    REQUIRE(::chown(bench.files.path().c_str(), 65534, 65534) == 0);
    const auto fault = bench.refused<BadSettings>();
    CHECK(holds(fault, "run it as that account: "));
    CHECK(holds(fault, "-- congto-agent enroll"));
    CHECK(bench.collector.asked() == 0);
}

TEST_CASE("whose an identity is that this account may not read, is said with what to do")
{
    if (::geteuid() != 0) {
        return;
    }
    EnrollBench bench;
    bench.enroll();
    std::filesystem::permissions(bench.files.path(), std::filesystem::perms(0755));
    std::string fault;
    REQUIRE(::seteuid(65534) == 0);
    try {
        uplink::read_identity(bench.identity);
    } catch (const BadSettings& refused) {
        fault = refused.what();
    }
    REQUIRE(::seteuid(0) == 0);
    INFO(fault);
    CHECK(holds(fault, "Permission denied; it is account root's, and this runs as nobody: chown"));
}

TEST_CASE("a line in several words is one line, and what is no unit is said by its option")
{
    EnrollBench bench;
    const std::string line = bench.line();
    CHECK(holds(bench.refused<BadSettings>({"--unit", "h44"}), "--unit: \"h44\""));
    CHECK(bench.enroll(line.substr(0, 30), {line.substr(30)}).status == 0);
}

TEST_CASE("behind a proxy that does not answer, the proxy is said")
{
    EnrollBench bench;
    auto invitation = bench.collector.invitation();
    invitation.address = "collector.invalid:7401";
    const std::string proxy = "127.0.0.1:" + std::to_string(test::free_port());
    ::setenv("https_proxy", ("http://" + proxy).c_str(), 1);
    const auto fault = bench.refused<Unavailable>(identity::line_of(invitation), {});
    ::unsetenv("https_proxy");
    CHECK(holds(fault, "by the proxy " + proxy + " (https_proxy"));
}

TEST_CASE("a certificate of another key, or already over, is not taken")
{
    EnrollBench bench;
    bench.collector.mistake_keys(true);
    CHECK(holds(bench.refused<BadSettings>(), "no certificate for the key of this agent"));
    FakeEnrolment late;
    late.give_life({std::chrono::seconds(100), std::chrono::seconds(-50)});
    CHECK(holds(bench.refused<BadSettings>(identity::line_of(late.invitation()), {}), "expired"));
    CHECK_FALSE(std::filesystem::exists(bench.identity));
}

TEST_CASE("nobody at that address, and a line that is none, are said")
{
    EnrollBench bench;
    auto invitation = bench.collector.invitation();
    invitation.address = "127.0.0.1:" + std::to_string(test::free_port());
    CHECK(holds(bench.refused<Unavailable>(identity::line_of(invitation), {}), "no answer"));
    CHECK(holds(bench.refused<BadSettings>("k7tq", {}), "LINE: "));
    CHECK(holds(bench.refused<Unavailable>({"--into", "/nowhere/identity.pem"}),
                "/nowhere/identity.pem"));
}
