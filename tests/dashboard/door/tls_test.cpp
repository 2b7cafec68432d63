// Lines with TLS: which there are, and what certificate they show.
#include "collector/access/authority.h"
#include "collector/access/key_file.h"
#include "collector/access/own_certificate.h"
#include "config/runtime/failure.h"
#include "tests/dashboard/door/doors.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <openssl/ssl.h>

#include <fstream>

namespace congto::test {
namespace {

// A certificate and its key in files.
struct Certified {
    explicit Certified(const std::string& host = "127.0.0.1")
        : own(dir.path(), std::vector<std::string>{host})
    {
        access::Authority::create(dir.path() / "authority.pem", dir.path() / "authority.key", now);
        own.keep_fresh(
            access::Authority::load(dir.path() / "authority.pem", dir.path() / "authority.key"),
            now);
    }
    dashboard::CertificateFiles files() const { return {own.chain_file(), own.key_file()}; }
    std::string fingerprint() const
    {
        return access::read_certificates(own.chain_file()).front().fingerprint();
    }

    runtime::Instant now = runtime::SystemClock().now();
    TempDir dir;
    access::OwnCertificate own;
};

HttpListening with_tls(const Certified& certified)
{
    HttpListening listening;
    listening.tls = certified.files();
    listening.limits = hasty();
    listening.limits.idle = std::chrono::seconds(30);
    return listening;
}

TEST_CASE("a line has TLS 1.3, and browsers are told to come no other way")
{
    const Certified certified;
    const Doors doors(with_tls(certified));
    Client client(doors.server.address(), TlsWish{});
    REQUIRE(client.has_line());
    CHECK(client.version() == "TLSv1.3");
    CHECK(client.fingerprint() == certified.fingerprint());
    const Answer answer = client.get("/a");
    CHECK(answer.status == 200);
    CHECK(answer.has("Strict-Transport-Security: max-age=31536000\r\n"));
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(client.answer().status == 200);
    CHECK(client.rest().empty());
}

TEST_CASE("no older TLS, no plain text, no other protocol")
{
    const Certified certified;
    const Doors doors(with_tls(certified));
    CHECK_FALSE(Client(doors.server.address(), TlsWish{TLS1_2_VERSION, {}}).has_line());
    CHECK_FALSE(Client(doors.server.address(), TlsWish{TLS1_VERSION, {}}).has_line());
    CHECK_FALSE(Client(doors.server.address(), TlsWish{0, "\x02h2"}).has_line());
    CHECK(Client(doors.server.address(), TlsWish{0, "\x02h2\x08http/1.1"}).has_line());
    CHECK(Client(doors.server.address()).get("/").status == 0);
    CHECK(doors.refused(Refusal::handshake_failed) == 4);
}

TEST_CASE("who does not agree on TLS in time is cut")
{
    const Certified certified;
    const Doors doors(with_tls(certified));
    Client silent(doors.server.address());
    CHECK(silent.rest().empty());
    CHECK(doors.has_lines(0));
    CHECK(doors.refused(Refusal::handshake_too_slow) == 1);
}

TEST_CASE("what is refused arrives by TLS too, though more was sent")
{
    const Certified certified;
    const Doors doors(with_tls(certified));
    Client client(doors.server.address(), TlsWish{});
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" +
                std::string(200'000, 'x'));
    CHECK(client.answer().status == 413);
    CHECK(client.rest().empty());
}

TEST_CASE("another certificate is shown to new lines, and running lines go on")
{
    const Certified certified;
    const Certified next("localhost");
    const Doors doors(with_tls(certified));
    Client before(doors.server.address(), TlsWish{});
    CHECK(before.get("/").status == 200);
    const auto replace = [](const std::filesystem::path& by, const std::filesystem::path& file) {
        std::filesystem::copy_file(by, file, std::filesystem::copy_options::overwrite_existing);
    };
    // Half of the pair is no pair: the old one stays.
    replace(next.files().certificate, certified.files().certificate);
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    const std::string own_before = before.fingerprint();
    CHECK(Client(doors.server.address(), TlsWish{}).fingerprint() == own_before);
    replace(next.files().key, certified.files().key);
    std::string shown;
    for (int look = 0; look < 50 && shown != next.fingerprint(); ++look) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        shown = Client(doors.server.address(), TlsWish{}).fingerprint();
    }
    CHECK(shown == next.fingerprint());
    CHECK(before.get("/still").status == 200);
    // Gone files change nothing.
    std::filesystem::remove(certified.files().key);
    std::this_thread::sleep_for(std::chrono::milliseconds(800));
    CHECK(Client(doors.server.address(), TlsWish{}).get("/").status == 200);
}

TEST_CASE("a certificate that is a folder for a while harms nobody, and deadlines hold")
{
    const Certified certified;
    const auto file = certified.files().certificate;
    const auto aside = std::filesystem::path(file).replace_extension(".aside");
    Doors doors(with_tls(certified));
    std::filesystem::rename(file, aside);
    std::filesystem::create_directory(file);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    Client slow(doors.server.address(), TlsWish{});
    slow.send("GET / HTTP/1.1\r\nHost: a");
    CHECK(slow.answer().status == 408);
    std::filesystem::remove(file);
    std::filesystem::rename(aside, file);
    CHECK(Client(doors.server.address(), TlsWish{}).get("/").status == 200);
}

TEST_CASE("a certificate that cannot be used is told before anybody listens")
{
    const Certified certified;
    const Certified other;
    runtime::SystemClock clock;
    const auto listen = [&](dashboard::CertificateFiles files) {
        HttpListening listening;
        listening.tls = std::move(files);
        HttpServer(
            listening, [](const HttpRequest&) { return HttpResponse{}; }, clock);
    };
    CHECK_THROWS_WITH(listen({certified.dir.path() / "none.pem", certified.files().key}),
                      Catch::Contains("none.pem: cannot be read"));
    CHECK_THROWS_WITH(listen({certified.files().key, certified.files().key}),
                      Catch::Contains("holds no certificate (PEM)"));
    CHECK_THROWS_WITH(listen({certified.files().certificate, other.files().key}),
                      Catch::Contains("holds no private key (PEM) of"));
}

} // namespace
} // namespace congto::test
