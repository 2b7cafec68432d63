// [http] of the collector's settings.
#include "collector/commands/settings.h"

#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using namespace congto::collector;

namespace {

const std::string kPlain = "[intake]\nlisten = \"127.0.0.1:7400\"\nplaintext = true\n";
const std::string kTls = "[intake]\nlisten = \"0.0.0.0:7400\"\n[tls]\nhosts = [\"a.example\"]\n";

struct Read {
    Settings settings;
    std::vector<std::string> faults;

    // The only fault, at that key.
    bool is_only(const std::string& key) const
    {
        return faults.size() == 1 && faults[0].find(": http." + key + ": ") != std::string::npos;
    }
};

Read read(const std::string& text)
{
    runtime::SettingsFile file(text, "collector.toml");
    Read all;
    all.settings = read_settings(file);
    all.faults = file.faults();
    return all;
}

} // namespace

TEST_CASE("nobody is served unless an address is given")
{
    CHECK(read(kPlain).settings.http.listen == std::nullopt);
    CHECK(read(kPlain).faults.empty());
    CHECK(read(kPlain + "[http]\n").settings.http.listen == std::nullopt);
}

TEST_CASE("people come by TLS: with a certificate of their own, or the agents'")
{
    const Read of_agents = read(kTls + "[http]\nlisten = \"0.0.0.0:7443\"\n");
    CHECK(of_agents.faults.empty());
    CHECK(of_agents.settings.http.listen == "0.0.0.0:7443");
    CHECK(of_agents.settings.http.certificate.empty());
    CHECK(of_agents.settings.http.site.scheme == "https");
    const Read own = read(kPlain + "[http]\nlisten = \"[::]:7443\"\ncertificate_file = \"/c.pem\"\n"
                                   "key_file = \"/c.key\"\n");
    CHECK(own.faults.empty());
    CHECK(own.settings.http.certificate == "/c.pem");
    CHECK(own.settings.http.key == "/c.key");
    CHECK(read(kPlain + "[http]\nlisten = \"0.0.0.0:7443\"\n").is_only("listen"));
    CHECK(read(kTls + "[http]\ncertificate_file = \"/c.pem\"\n").is_only("key_file"));
    CHECK(read(kTls + "[http]\nkey_file = \"/c.key\"\n").is_only("certificate_file"));
}

TEST_CASE("plain text is for a loopback address, and never beside a certificate")
{
    const std::string plain = kPlain + "[http]\nplaintext = true\n";
    CHECK(read(plain + "listen = \"127.0.0.1:7443\"\n").faults.empty());
    CHECK(read(plain + "listen = \"[::1]:0\"\n").faults.empty());
    CHECK(read(plain + "listen = \"localhost:7443\"\n").settings.http.site.scheme == "http");
    for (const char* elsewhere : {"0.0.0.0:7443", "[::]:7443", "10.0.0.1:7443", "[::2]:7443"}) {
        CAPTURE(elsewhere);
        CHECK(read(plain + "listen = \"" + elsewhere + "\"\n").is_only("plaintext"));
    }
    CHECK(read(plain + "listen = \"127.0.0.1:1\"\ncertificate_file = \"a\"\nkey_file = \"b\"\n")
              .is_only("plaintext"));
}

TEST_CASE("an address is one, with a port")
{
    for (const char* none : {"7443", "0.0.0.0", "congto.example:7443", "0.0.0.0:70000", ""}) {
        CAPTURE(none);
        CHECK(read(kTls + "[http]\nlisten = \"" + none + "\"\n").is_only("listen"));
    }
    for (const char* none : {"congto.example", "http://congto.example", "https://", "https://a/b",
                             "https://a@b", "ftp://a"}) {
        CAPTURE(none);
        CHECK(read(kTls + "[http]\naddress = \"" + none + "\"\n").is_only("address"));
    }
    CHECK(read(kTls + "[http]\naddress = \"https://congto.example:7443\"\n").faults.empty());
    CHECK(read(kPlain + "[http]\nplaintext = true\naddress = \"http://127.0.0.1:7443\"\n")
              .faults.empty());
}

TEST_CASE("who is believed is named by address, written in one way")
{
    const Read all = read(kTls + "[http]\nproxies = [\"::ffff:10.1.2.3\", \"2001:DB8::1\"]\n"
                                 "[http.single_sign_on]\nfrom = [\"10.1.2.4\"]\n"
                                 "header = \"X-Forwarded-User\"\n");
    CHECK(all.faults.empty());
    const dashboard::SiteRules& site = all.settings.http.site;
    CHECK(site.proxies == std::vector<std::string>{"10.1.2.3", "2001:db8::1"});
    CHECK(site.single_sign_on.from == std::vector<std::string>{"10.1.2.4"});
    CHECK(site.single_sign_on.header == "x-forwarded-user");
    const std::string single = kTls + "[http.single_sign_on]\n";
    CHECK(read(kTls + "[http]\nproxies = [\"10.1.2.0/24\"]\n").is_only("proxies"));
    CHECK(read(single + "from = [\"10.1.2.3\"]\n").is_only("single_sign_on.header"));
    CHECK(read(single + "header = \"X-User\"\n").is_only("single_sign_on.from"));
    CHECK(read(single + "from = [\"proxy.example\"]\nheader = \"X-User\"\n")
              .is_only("single_sign_on.from"));
    CHECK(read(single + "from = [\"10.1.2.3\"]\nheader = \"X User:\"\n")
              .is_only("single_sign_on.header"));
    CHECK(read(single + "from = []\nheader = \"X-User\"\n").is_only("single_sign_on.from"));
}

TEST_CASE("the usual port of an address is left out, as browsers do")
{
    const auto address = [](const char* given) {
        return read(kTls + "[http]\naddress = \"" + given + "\"\n").settings.http.site.address;
    };
    CHECK(address("https://congto.example:443") == "https://congto.example");
    CHECK(address("https://congto.example:7443") == "https://congto.example:7443");
    CHECK(address("https://congto.example") == "https://congto.example");
}

TEST_CASE("behind a proxy in plain text somebody must say what people type")
{
    const std::string behind = kPlain + "[http]\nlisten = \"127.0.0.1:7443\"\nplaintext = true\n";
    CHECK(read(behind + "proxies = [\"127.0.0.1\"]\n").is_only("address"));
    CHECK(read(behind + "[http.single_sign_on]\nfrom = [\"127.0.0.1\"]\nheader = \"X-User\"\n")
              .is_only("address"));
    CHECK(read(behind + "proxies = [\"127.0.0.1\"]\naddress = \"https://congto.example\"\n")
              .faults.empty());
}

TEST_CASE("sessions and sign-ins have limits that make sense")
{
    const Read all = read(kTls + "[http]\nidle = \"5m\"\nlongest = \"8h\"\n"
                                 "sign_ins_per_minute = 7\nsign_ins_per_minute_of_one = 3\n");
    CHECK(all.faults.empty());
    CHECK(all.settings.http.people.session.idle == std::chrono::minutes(5));
    CHECK(all.settings.http.people.session.longest == std::chrono::hours(8));
    CHECK(all.settings.http.people.per_minute == 7);
    CHECK(all.settings.http.people.per_minute_of_one == 3);
    CHECK(read(kTls + "[http]\nidle = \"1s\"\n").is_only("idle"));
    CHECK(read(kTls + "[http]\nlongest = \"10m\"\n").is_only("longest"));
    CHECK(read(kTls + "[http]\nsign_ins_per_minute = 0\n").is_only("sign_ins_per_minute"));
    CHECK(read(kTls + "[http]\nsign_ins = 1\n").is_only("sign_ins"));
}
