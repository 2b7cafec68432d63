#include "collector/commands/settings.h"

#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sstream>

using namespace congto;
using namespace congto::collector;

namespace {

std::vector<std::string> faults_of(std::string_view text)
{
    const test::TempDir folder;
    try {
        read_settings(folder.write("collector.toml", text));
    } catch (const runtime::BadSettings& bad) {
        return bad.faults();
    }
    return {};
}

bool names(const std::vector<std::string>& faults, std::string_view key)
{
    return std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
        return fault.find(key) != std::string::npos;
    });
}

// The sample with every "#key = value" written out, but what stands in the way of [tls] hosts:
// plain text, and files of another authority.
std::string sample_in_full()
{
    std::istringstream sample(
        test::read_file(std::filesystem::path(CONGTO_CONFIG) / "collector.toml"));
    std::string full;
    for (std::string line; std::getline(sample, line);) {
        if (line.size() > 1 && line[0] == '#' && line[1] != ' ') {
            line.erase(0, 1);
        }
        if (line.find("_file = ") == std::string::npos && !line.starts_with("plaintext")) {
            full += line + "\n";
        }
    }
    return full;
}

std::string port_of(const std::string& address)
{
    return address.substr(address.rfind(':'));
}

constexpr const char* kTls = "[intake]\nlisten = \"0.0.0.0:7400\"\n"
                             "[tls]\nca_file = \"ca.pem\"\ncertificate_file = \"/c.pem\"\n"
                             "key_file = \"key.pem\"\n";

} // namespace

TEST_CASE("the sample is without fault and says the defaults")
{
    CHECK(faults_of(test::read_file(std::filesystem::path(CONGTO_CONFIG) / "collector.toml"))
              .empty());
    const test::TempDir folder;
    const Settings sample = read_settings(folder.write("collector.toml", sample_in_full()));
    const Settings defaults;
    CHECK(sample.state == defaults.state);
    CHECK(sample.listening.address == defaults.listening.address);
    CHECK(sample.limits.window_bytes == defaults.limits.window_bytes);
    CHECK(sample.limits.batch_limit_bytes == defaults.limits.batch_limit_bytes);
    CHECK(sample.limits.waiting_bytes == defaults.limits.waiting_bytes);
    CHECK(sample.limits.max_streams == defaults.limits.max_streams);
    CHECK(sample.store.cache_bytes == defaults.store.cache_bytes);
    CHECK(sample.store.checkpoint_bytes == defaults.store.checkpoint_bytes);
    CHECK(sample.log_level == defaults.log_level);
    CHECK(sample.keep_fingerprints == defaults.keep_fingerprints);
    CHECK(sample.metrics_file == "/var/lib/prometheus/node-exporter/congto-collector.prom");
    CHECK(defaults.metrics_file == std::nullopt);
    CHECK(sample.identification.has_own_authority());
    CHECK(sample.identification.enrolment_called == "collector.example:7401");
    CHECK(sample.identification.token_life == defaults.identification.token_life);
    const auto& rules = sample.identification.rules;
    CHECK(rules.life == defaults.identification.rules.life);
    CHECK(rules.renewable == defaults.identification.rules.renewable);
    CHECK(rules.per_minute == defaults.identification.rules.per_minute);
    CHECK(rules.per_minute_of_one == defaults.identification.rules.per_minute_of_one);
    const auto& people = sample.http.people;
    CHECK(people.session.idle == defaults.http.people.session.idle);
    CHECK(people.session.longest == defaults.http.people.session.longest);
    CHECK(people.per_minute == defaults.http.people.per_minute);
    CHECK(people.per_minute_of_one == defaults.http.people.per_minute_of_one);
    CHECK(sample.http.listen == "0.0.0.0:7443");
    CHECK(sample.http.site.single_sign_on.header == "x-forwarded-user");
    for (const char* key : {"keep", "window", "batch_limit", "waiting", "max_streams", "cache",
                            "checkpoint", "level", "hosts", "certificate_life", "renewable",
                            "token_life", "per_minute", "per_minute_of_one"}) {
        INFO(key);
        CHECK(sample_in_full().find(std::string("\n") + key + " = ") != std::string::npos);
    }
}

TEST_CASE("every fault is listed at once, with its line")
{
    const auto faults = faults_of("satte = \"x\"\n"
                                  "[intake]\nlisten = \"nowhere\"\nplaintext = true\n"
                                  "window = \"1KiB\"\nbatch_limit = \"1KiB\"\nmax_streams = 0\n"
                                  "[store]\ncheckpoint = \"1MiB\"\ncache = 256\n"
                                  "[log]\nlevel = \"loud\"\n");
    for (const char* key : {"satte", "intake.listen", "intake.batch_limit", "intake.max_streams",
                            "store.checkpoint", "store.cache", "log.level"}) {
        INFO(key);
        CHECK(names(faults, key));
    }
    CHECK(names(faults, "collector.toml:1:"));
}

TEST_CASE("who the collector is comes from its own authority, or from files, not both")
{
    const std::string listen = "[intake]\nlisten = \"0.0.0.0:7400\"\n";
    CHECK(faults_of("state = \"s\"\n" + listen + "[tls]\nhosts = [\"a.example\", \"10.0.0.1\"]\n")
              .empty());
    CHECK(names(faults_of(listen + "[tls]\n"), "tls.hosts"));
    for (const char* host : {"a.example:7400/x", "a.example:7400", "::1:7400:x", "[::1]"}) {
        CHECK(names(faults_of(listen + "[tls]\nhosts = [\"" + host + "\"]\n"), "tls.hosts"));
    }
    CHECK(names(faults_of(std::string(kTls) + "hosts = [\"a.example\"]\n"), "tls.hosts"));
    CHECK(names(faults_of(std::string(kTls) + "[enrolment]\nlisten = \"0.0.0.0:7401\"\n"),
                "enrolment.listen"));
    CHECK(faults_of("state = \"s\"\n" + std::string(kTls) + "ca_key_file = \"ca.key\"\n" +
                    "[enrolment]\nlisten = \"0.0.0.0:7401\"\naddress = \"a.example:7401\"\n")
              .empty());
    for (const char* rule : {"certificate_life = \"1s\"", "token_life = \"31d\"", "per_minute = 0",
                             "listen = \"nowhere\"", "per_minute_of_one = 0"}) {
        INFO(rule);
        CHECK(names(faults_of(listen + "[tls]\nhosts = [\"a.example\"]\n[enrolment]\n" + rule),
                    "enrolment."));
    }
}

TEST_CASE("plain text is for loopback, and never beside TLS")
{
    CHECK(names(faults_of("[intake]\nlisten = \"0.0.0.0:7400\"\nplaintext = true\n"), "plaintext"));
    CHECK(names(faults_of("[intake]\nlisten = \"127.0.0.1:7400\"\n"), "plaintext"));
    // Two minutes, where two months were meant.
    CHECK(names(faults_of("[fingerprints]\nkeep = \"2m\"\n"), "keep"));
    CHECK_FALSE(names(faults_of("[fingerprints]\nkeep = \"31d\"\n"), "keep"));
    CHECK_FALSE(names(faults_of("[fingerprints]\nkeep = \"0d\"\n"), "keep"));
    CHECK(names(faults_of(std::string("state = \"s\"\n") + kTls + "[intake.x]\n"), "intake.x"));
    for (const char* elsewhere : {"127.0.0.1.example.com:7400", "127.example.com:7400",
                                  "127.1:7400", "localhost.example:7400", "[::]:7400", "[::2]:7400",
                                  "::1:7400", "128.0.0.1:7400", "0.0.0.0:7400"}) {
        INFO(elsewhere);
        CHECK(names(
            faults_of(std::string("[intake]\nplaintext = true\nlisten = \"") + elsewhere + "\"\n"),
            "intake.plaintext"));
    }
    for (const char* loopback : {"127.0.0.1:0", "127.8.9.10:1", "[::1]:7400", "localhost:7400"}) {
        CHECK(faults_of(std::string("[intake]\nplaintext = true\nlisten = \"") + loopback + "\"\n")
                  .empty());
    }
}

TEST_CASE("a TLS table names its three files, relative to the settings")
{
    const test::TempDir folder;
    const Settings settings = read_settings(folder.write("collector.toml", kTls));
    REQUIRE(settings.listening.tls.has_value());
    CHECK(settings.listening.tls->ca == folder / "ca.pem");
    CHECK(settings.listening.tls->certificate == "/c.pem");
    CHECK(settings.listening.tls->key == folder / "key.pem");
    const auto faults = faults_of("[tls]\nca_file = \"ca.pem\"\n");
    CHECK(names(faults, "tls.certificate_file"));
    CHECK(names(faults, "tls.key_file"));
}

TEST_CASE("an agent's sample settings go to the port a collector listens on by itself")
{
    const std::string port = port_of(collector::Settings{}.listening.address);
    const std::string agent = test::read_file(std::filesystem::path(CONGTO_CONFIG) / "agent.toml");
    CHECK(agent.find("\naddress = \"collector.example" + port + "\"\n") != std::string::npos);
    CHECK(sample_in_full().find("listen = \"127.0.0.1" + port + "\"\n") != std::string::npos);
}
