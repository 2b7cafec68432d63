// The line is encrypted, and both ends know each other.
#include "tests/uplink/bench.h"

#include "tests/runtime/standard_error.h"
#include "tests/support/files.h"
#include "tests/uplink/certificate.h"

#include <catch2/catch.hpp>
#include <grpcpp/security/server_credentials.h>

#include <algorithm>

using namespace congto;
using namespace std::chrono_literals;
using test::eventually;
using test::UplinkBench;

namespace {

struct TlsBench : UplinkBench {
    TlsBench()
    {
        collector.close();
        const auto server = test::certificate("127.0.0.1", &authority);
        const auto client = test::certificate("agent", &authority);
        grpc::SslServerCredentialsOptions options(
            GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
        options.pem_root_certs = authority.certificate;
        options.pem_key_cert_pairs.push_back({server.key, server.certificate});
        port = collector.open(0, grpc::SslServerCredentials(options));
        settings.address = "127.0.0.1:" + std::to_string(port);
        settings.plaintext = false;
        settings.ca_file = files.write("ca.pem", authority.certificate);
        settings.certificate_file = files.write("agent.pem", client.certificate);
        settings.key_file = files.write("agent.key", client.key);
        spool_batches(2);
    }

    ~TlsBench() { hang_up(); }

    // Nobody got through in the time it takes to try a few times.
    void require_nobody()
    {
        call();
        test::sleep_for(300ms);
        CHECK(collector.greetings().empty());
        CHECK(spool.spool->accounts().pending == 20);
    }

    test::TempDir files;
    test::KeyPair authority = test::certificate("authority", nullptr);
};

} // namespace

TEST_CASE("with certificates on both ends everything arrives")
{
    TlsBench bench;
    bench.call();
    CHECK(bench.all_receipted());
}

TEST_CASE("a collector another authority vouches for is not told anything")
{
    TlsBench bench;
    const auto stranger = test::certificate("stranger", nullptr);
    test::write_file(*bench.settings.ca_file, stranger.certificate);
    const std::string said = runtime::test::standard_error_of([&] {
        bench.require_nobody();
        CHECK(eventually([&] { return !bench.refusal().empty(); }));
    });
    CHECK(bench.refusal().find("collector is not believed: ") == 0);
    CHECK(bench.refusal().find("of no authority this agent believes") != std::string::npos);
    CHECK(std::count(said.begin(), said.end(), '\n') == 1);
    test::write_file(*bench.settings.ca_file, bench.authority.certificate);
    CHECK(bench.all_receipted());
    CHECK(eventually([&] { return bench.refusal().empty(); }));
}

TEST_CASE("an agent without a certificate does not get through")
{
    TlsBench bench;
    bench.settings.certificate_file.reset();
    bench.settings.key_file.reset();
    bench.require_nobody();
}

TEST_CASE("a certificate that cannot be read is said by name, and read again when mended")
{
    TlsBench bench;
    bench.waits.person = 20ms;
    const std::string good = test::read_file(*bench.settings.key_file);
    std::filesystem::remove(*bench.settings.key_file);
    const std::string said = runtime::test::standard_error_of([&] {
        bench.call();
        CHECK(eventually([&] { return !bench.refusal().empty(); }));
        test::sleep_for(100ms);
    });
    CHECK(bench.refusal().find("certificate files: ") == 0);
    CHECK(bench.refusal().find("agent.key") != std::string::npos);
    CHECK(said.find("the certificate files cannot be used") != std::string::npos);
    CHECK(std::count(said.begin(), said.end(), '\n') == 1);
    CHECK(said.find("refuse") == std::string::npos);
    test::write_file(*bench.settings.key_file, good);
    CHECK(bench.all_receipted());
}
