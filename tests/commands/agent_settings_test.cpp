// The agent's settings: the sample says the truth, and every fault is named at once.
#include "agent/commands/settings.h"

#include "config/runtime/failure.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <sstream>

using namespace congto;

namespace {

const std::filesystem::path kSample = std::filesystem::path(CONGTO_CONFIG) / "agent.toml";

const std::set<std::string> kExamples{"size_limit", "dialect", "ca_file", "certificate_file",
                                      "key_file"};

// A commented-out key: "# poll = \"1s\"" without its mark.
std::string with_defaults_written_out(const std::string& sample)
{
    std::istringstream in(sample);
    std::string written;
    for (std::string line; std::getline(in, line);) {
        const auto equals = line.find(" = ");
        const bool is_key = line.rfind("# ", 0) == 0 && equals != std::string::npos &&
                            line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 2) == equals;
        // These show a value one might choose; their default is to be left out.
        const bool is_example = is_key && kExamples.count(line.substr(2, equals - 2)) != 0;
        written += (is_key && !is_example ? line.substr(2) : line) + "\n";
    }
    return written;
}

std::vector<std::string> faults_of(const std::string& text)
{
    runtime::SettingsFile file(text, "agent.toml");
    agent::read_settings(file);
    return file.faults();
}

bool names(const std::vector<std::string>& faults, const std::string& line, const std::string& key)
{
    return std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
        return fault.rfind("agent.toml:" + line + ":", 0) == 0 &&
               fault.find(key) != std::string::npos;
    });
}

void require_same(const agent::Settings& one, const agent::Settings& other)
{
    CHECK(one.log_level == other.log_level);
    CHECK(one.collector.plaintext == other.collector.plaintext);
    CHECK(one.spool.size_limit == other.spool.size_limit);
    CHECK(one.spool.disk_reserve == other.spool.disk_reserve);
    CHECK(one.spool.batch_entries == other.spool.batch_entries);
    CHECK(one.sources.at(0).dialect == other.sources.at(0).dialect);
    CHECK(one.sources.at(0).poll == other.sources.at(0).poll);
    CHECK(one.sources.at(0).overlap == other.sources.at(0).overlap);
    CHECK(one.sources.at(0).page == other.sources.at(0).page);
    CHECK(one.sources.at(0).rows_per_second == other.sources.at(0).rows_per_second);
    CHECK(one.sources.at(0).statement_timeout == other.sources.at(0).statement_timeout);
}

} // namespace

TEST_CASE("the agent's sample settings can be used as they are")
{
    const agent::Settings sample = agent::read_settings(kSample);
    CHECK(sample.unit == "H56");
    CHECK(sample.key_file == kSample.parent_path() / "unit.key");
    CHECK(sample.collector.identity_file == "/var/lib/congto/identity.pem");
    CHECK(std::filesystem::exists(sample.sources.at(0).mapping));
}

TEST_CASE("the defaults the agent's sample shows are the agent's")
{
    const std::string text = test::read_file(kSample);
    runtime::SettingsFile sample(text, "agent.toml");
    const agent::Settings defaults = agent::read_settings(sample);
    const std::string written = with_defaults_written_out(text);
    CHECK(std::count(written.begin(), written.end(), '#') <
          std::count(text.begin(), text.end(), '#') - 9);
    runtime::SettingsFile explicit_file(written, "agent.toml");
    require_same(agent::read_settings(explicit_file), defaults);
    explicit_file.finish();

    // What the sample does not set is what the structs say.
    const spool::SpoolSettings spool;
    CHECK(defaults.spool.size_limit == spool.size_limit);
    CHECK(defaults.spool.disk_reserve == spool.disk_reserve);
    CHECK(defaults.spool.batch_entries == spool.batch_entries);
    CHECK(defaults.sources.at(0).poll == source::SqlSettings{}.poll);
    CHECK(defaults.sources.at(0).overlap == source::SqlSettings{}.overlap);
    CHECK(defaults.sources.at(0).lag == source::SqlSettings{}.lag);
    CHECK(defaults.sources.at(0).mode == source::SqlSettings{}.mode);
}

TEST_CASE("every fault of the agent's settings is named at once")
{
    const auto faults = faults_of(R"(unit = "X1"
key_file = "unit.key"
log_level = "loud"
[collector]
address = "collector.example"
colour = "green"
[spool]
file = "spool.db"
size_limit = "1MiB"
batch_entries = 0
[[source]]
name = "one"
kind = "sql"
engine = "postgresql"
connection_file = "c"
mapping = "m.toml"
[[source]]
name = "one"
kind = "sql"
engine = "oracle8"
connection_file = "c"
mapping = "m.toml"
)");
    CHECK(faults.size() == 8);
    CHECK(names(faults, "1", "unit"));
    CHECK(names(faults, "3", "log_level"));
    CHECK(names(faults, "5", "address"));
    CHECK(names(faults, "6", "colour"));
    CHECK(names(faults, "9", "size_limit"));
    CHECK(names(faults, "10", "batch_entries"));
    CHECK(names(faults, "18", "another source"));
    CHECK(names(faults, "20", "engine"));
}

TEST_CASE("the register of accounts is one for all sources")
{
    const test::TempDir folder;
    const std::string source = "[[source]]\nkind = \"sql\"\nengine = \"mysql\"\n"
                               "connection_file = \"c\"\nmapping = \"m\"\n";
    const std::string rest = "[collector]\nby_file = true\n[spool]\nfile = \"s\"\n" + source +
                             "name = \"one\"\n" + source + "name = \"two\"\n";
    const std::string begin = "unit = \"H56\"\nkey_file = \"k\"\n";
    test::write_file(folder / "agent.toml", begin + "accounts = \"a.csv\"\n" + rest);
    CHECK(agent::read_settings(folder / "agent.toml").accounts == folder / "a.csv");
    test::write_file(folder / "agent.toml", begin + rest);
    CHECK_FALSE(agent::read_settings(folder / "agent.toml").accounts);
}

namespace {

std::vector<std::string> faults_with(const std::string& collector)
{
    return faults_of("unit = \"H56\"\nkey_file = \"k\"\n[collector]\n" + collector +
                     "\n[spool]\nfile = \"s\"\n[[source]]\nname = \"one\"\nkind = \"sql\"\n"
                     "engine = \"mysql\"\nconnection_file = \"c\"\nmapping = \"m\"\n");
}

} // namespace

TEST_CASE("that there is no line is said, and goes with nothing else")
{
    CHECK(faults_with("by_file = true").empty());
    CHECK(names(faults_with("by_file = false"), "3", "address"));
    CHECK(names(faults_with("by_file = true\naddress = \"127.0.0.1:1\""), "5", "by_file"));
    CHECK(names(faults_with("by_file = true\nca_file = \"ca\""), "5", "by_file"));
}

TEST_CASE("a line without TLS is lawful on this machine only")
{
    CHECK(faults_with("address = \"127.0.0.1:1\"\nplaintext = true").empty());
    CHECK(faults_with("address = \"10.0.0.1:1\"").empty());
    CHECK(names(faults_with("address = \"10.0.0.1:1\"\nplaintext = true"), "5", "needs TLS"));
    CHECK(names(faults_with("address = \"localhost:1\"\nplaintext = true\nca_file = \"ca\""), "5",
                "does not go with"));
    CHECK(names(faults_with("address = \"c.example:1\"\nkey_file = \"key\""), "5", "both or none"));
}

TEST_CASE("an identity is one file or three, never both")
{
    const std::string line = "address = \"c.example:1\"\nidentity_file = \"identity.pem\"\n";
    CHECK(faults_with(line).empty());
    for (const std::string other : {"ca_file", "certificate_file", "key_file"}) {
        CHECK(names(faults_with(line + other + " = \"x\""), "5", "it does not go with"));
    }
    CHECK(names(faults_with("by_file = true\nidentity_file = \"i\""), "5", "by_file"));
    CHECK(names(faults_with("address = \"[::1]:1\"\nplaintext = true\nidentity_file = \"i\""), "5",
                "does not go with"));
}
