// The certificate changes under a running uplink; whatever goes wrong, an identity is left that
// works.
#include "agent/uplink/identity_file.h"
#include "agent/uplink/renewal.h"
#include "tests/runtime/standard_error.h"
#include "tests/support/files.h"
#include "tests/uplink/bench.h"
#include "tests/uplink/fake_enrolment.h"

#include <catch2/catch.hpp>
#include <grpcpp/security/server_credentials.h>

#include <algorithm>
#include <set>
#include <thread>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::Life;

namespace {

struct RenewalBench : test::UplinkBench {
    explicit RenewalBench(const Life& life)
    {
        collector.close();
        const auto server = test::certificate("127.0.0.1", &enrolment.authority());
        grpc::SslServerCredentialsOptions options(
            GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
        options.pem_root_certs = enrolment.authority().certificate;
        options.pem_key_cert_pairs.push_back({server.key, server.certificate});
        port = collector.open(0, grpc::SslServerCredentials(options));
        settings.address = "127.0.0.1:" + std::to_string(port);
        settings.plaintext = false;
        settings.identity_file = file;
        uplink::write_identity(file, an_identity(enrolment.authority(), life));
        spool_batches(2);
    }
    ~RenewalBench() { hang_up(); }

    uplink::Identity an_identity(const test::KeyPair& authority, const Life& life) const
    {
        const auto key = identity::PrivateKey::generate();
        const auto pem =
            test::certificate_for(key.signing_request(), "congto://unit/H44/main", authority, life);
        const auto own = identity::Certificate::all_in_pem(pem).at(0);
        return {key, own, identity::Certificate::all_in_pem(enrolment.authority().certificate),
                enrolment.address(), own.not_before()};
    }

    std::string certificate() const { return uplink::read_identity(file).certificate.pem(); }
    bool is_renewed() const
    {
        const auto made = enrolment.made();
        return !made.empty() && certificate() == made.back() && !has_candidate();
    }
    bool has_candidate() const { return std::filesystem::exists(uplink::candidate_file(file)); }

    test::TempDir files;
    std::filesystem::path file = files / "identity.pem";
    test::FakeEnrolment enrolment;
};

constexpr Life kFresh{.begun = 0s, .left = 3600s};
constexpr Life kDue{.begun = 60s, .left = 10s};
constexpr Life kOver{.begun = 3600s, .left = -1s};

} // namespace

TEST_CASE("an identity that is good for long is used as it is")
{
    RenewalBench bench(kFresh);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.enrolment.asked() == 0);
}

TEST_CASE("a certificate that lives seconds is renewed again and again, and nothing is sent twice")
{
    RenewalBench bench({.begun = 0s, .left = 3s});
    bench.enrolment.give_life({.begun = 0s, .left = 3s});
    bench.call();
    for (int i = 0; i < 40; ++i) {
        bench.spool_batches(1);
        test::sleep_for(200ms);
    }
    CHECK(bench.all_receipted());
    CHECK(bench.enrolment.made().size() >= 3);
    CHECK(bench.collector.greetings().size() >= 3);
    CHECK(bench.collector.durable(bench.spool_id()) == 420);
    std::set<std::uint64_t> begun;
    for (const auto& batch : bench.collector.batches()) {
        CHECK(begun.insert(batch.first_sequence()).second);
    }
    CHECK(eventually([&] { return bench.is_renewed(); }));
}

TEST_CASE("the stream goes on where it was when the certificate changes under it")
{
    RenewalBench bench(kDue);
    bench.call();
    CHECK(eventually([&] { return bench.is_renewed(); }));
    CHECK(bench.all_receipted());
    CHECK(bench.collector.greetings().size() <= 2);
    CHECK(uplink::read_identity(bench.file).enrolment == bench.enrolment.address());
}

TEST_CASE("a certificate the collector does not know is given up, and the one before serves on")
{
    RenewalBench bench(kDue);
    const auto stranger = test::certificate("stranger", nullptr);
    bench.enrolment.sign_as(stranger);
    const std::string before = bench.certificate();
    bench.call();
    CHECK(eventually([&] { return bench.enrolment.asked() >= 2; }));
    CHECK(bench.certificate() == before);
    CHECK(bench.all_receipted());
    bench.enrolment.sign_as(bench.enrolment.authority());
    CHECK(eventually([&] { return bench.is_renewed(); }));
    CHECK(bench.certificate() != before);
}

TEST_CASE("an agent whose certificate is over gets the next with its old key")
{
    RenewalBench bench(kOver);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.is_renewed());
    CHECK(bench.collector.greetings().size() == 1);
}

TEST_CASE("a renewal that is refused is said once, with what to do, and the line goes on")
{
    RenewalBench bench(kDue);
    bench.enrolment.answer_with({grpc::StatusCode::PERMISSION_DENIED, "the agent is revoked"});
    const std::string before = bench.certificate();
    const std::string said = runtime::test::standard_error_of([&] {
        bench.call();
        CHECK(eventually([&] { return bench.enrolment.asked() >= 3; }));
        CHECK(bench.all_receipted());
        bench.hang_up();
    });
    CHECK(std::count(said.begin(), said.end(), '\n') == 1);
    CHECK(said.find("the agent is revoked; ask the ministry for a new line and run congto-agent "
                    "enroll --replace LINE") != std::string::npos);
    CHECK(bench.certificate() == before);
}

TEST_CASE("a candidate of a run that was killed is tried by the next one")
{
    RenewalBench bench(kFresh);
    const auto next = bench.an_identity(bench.enrolment.authority(), kFresh);
    uplink::write_identity(uplink::candidate_file(bench.file), next);
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(bench.certificate() == next.certificate.pem());
    CHECK_FALSE(bench.has_candidate());
    CHECK(bench.enrolment.asked() == 0);
}

TEST_CASE("a candidate that is half written, or over, is in nobody's way")
{
    RenewalBench bench(kFresh);
    const std::string before = bench.certificate();
    SECTION("half written")
    {
        test::write_file(uplink::candidate_file(bench.file), "-----BEGIN PRIVATE");
    }
    SECTION("over")
    {
        uplink::write_identity(uplink::candidate_file(bench.file),
                               bench.an_identity(bench.enrolment.authority(), kOver));
    }
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return !bench.has_candidate(); }));
    CHECK(bench.certificate() == before);
}

TEST_CASE("an identity that others may read is not used, and that is said")
{
    RenewalBench bench(kFresh);
    std::filesystem::permissions(bench.file, std::filesystem::perms(0640));
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("chmod 600") != std::string::npos);
    CHECK(bench.collector.greetings().empty());
    std::filesystem::permissions(bench.file, std::filesystem::perms(0600));
    CHECK(bench.all_receipted());
}

TEST_CASE("an identity that somebody put there is taken by a running agent")
{
    RenewalBench bench(kFresh);
    bench.call();
    CHECK(bench.all_receipted());
    REQUIRE(bench.collector.greetings().size() == 1);
    uplink::write_identity(bench.file, bench.an_identity(bench.enrolment.authority(), kFresh));
    CHECK(eventually([&] { return bench.collector.greetings().size() == 2; }));
    bench.spool_batches(1);
    CHECK(bench.all_receipted());
    CHECK(bench.collector.greetings().size() == 2);
}

TEST_CASE("an identity that is put there between an attempt and the first look is taken too")
{
    RenewalBench bench(kFresh);
    runtime::SystemClock clock;
    uplink::Renewal renewal(bench.file, clock, bench.waits, [] {});
    CHECK(renewal.next_attempt() == bench.file);
    uplink::write_identity(bench.file, bench.an_identity(bench.enrolment.authority(), kFresh));
    const std::jthread looking([&](const std::stop_token& stop) { renewal.run(stop); });
    CHECK(eventually([&] { return renewal.waits_for_attempt().load(); }));
}

TEST_CASE("who enrols anew after a renewal was refused is taken at once")
{
    RenewalBench bench(kDue);
    bench.waits.renew_first = bench.waits.renew_most = 1h;
    bench.enrolment.answer_with({grpc::StatusCode::PERMISSION_DENIED, "the agent is revoked"});
    bench.call();
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return bench.enrolment.asked() == 1; }));
    test::sleep_for(2 * bench.waits.files);
    uplink::write_identity(bench.file, bench.an_identity(bench.enrolment.authority(), kFresh));
    CHECK(eventually([&] { return bench.collector.greetings().size() == 2; }));
    CHECK(bench.enrolment.asked() == 1);
}

TEST_CASE("a renewal that is refused for good is noted for status when the line is lost")
{
    RenewalBench bench(kOver);
    bench.enrolment.answer_with({grpc::StatusCode::PERMISSION_DENIED, "over for too long"});
    bench.call();
    CHECK(eventually([&] { return !bench.refusal().empty(); }));
    CHECK(bench.refusal().find("the certificate is not renewed: ") == 0);
    CHECK(bench.refusal().find("over for too long") != std::string::npos);
    CHECK(bench.refusal().find("enroll --replace LINE") != std::string::npos);
    uplink::write_identity(bench.file, bench.an_identity(bench.enrolment.authority(), kFresh));
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return bench.refusal().empty(); }));
}

TEST_CASE("a candidate of the identity before does not take the place of one that was put there")
{
    RenewalBench bench(kFresh);
    const auto next = bench.an_identity(bench.enrolment.authority(), kFresh);
    uplink::write_identity(uplink::candidate_file(bench.file), next);
    runtime::SystemClock clock;
    uplink::Renewal renewal(bench.file, clock, bench.waits, [] {});
    CHECK(renewal.next_attempt() == uplink::candidate_file(bench.file));
    const auto other = bench.an_identity(bench.enrolment.authority(), kFresh);
    uplink::write_identity(bench.file, other);
    renewal.welcomed();
    CHECK(bench.certificate() == other.certificate.pem());
    CHECK_FALSE(bench.has_candidate());
}

TEST_CASE("a candidate that is being tried is not given up, also when it is over by the clock here")
{
    RenewalBench bench(kOver);
    const auto next = bench.an_identity(bench.enrolment.authority(), kOver);
    uplink::write_identity(uplink::candidate_file(bench.file), next);
    runtime::SystemClock clock;
    uplink::Renewal renewal(bench.file, clock, bench.waits, [] {});
    CHECK(renewal.next_attempt() == uplink::candidate_file(bench.file));
    {
        const std::jthread looking([&](const std::stop_token& stop) { renewal.run(stop); });
        test::sleep_for(3 * bench.waits.files);
    }
    renewal.welcomed();
    CHECK(bench.certificate() == next.certificate.pem());
    CHECK(bench.enrolment.asked() == 0);
}
