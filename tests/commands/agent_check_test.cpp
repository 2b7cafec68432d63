// What `check` says of the files beside the settings: keys, certificates, the spool.
#include "agent/spool/spool.h"
#include "proto/model/pseudonym.h"
#include "tests/commands/agent_program.h"
#include "tests/support/files.h"
#include "tests/support/free_port.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <cstdlib>

using namespace congto;
using test::run_agent;
using test::Said;

namespace {

// An agent whose collector and source are away.
struct Agent {
    explicit Agent(const std::string& collector = "plaintext = true", const std::string& spool = "")
    {
        folder.write("agent.toml", "unit = \"H56\"\nkey_file = \"unit.key\"\n"
                                   "[collector]\naddress = \"127.0.0.1:9\"\n" +
                                       collector + "\n[spool]\nfile = \"spool/spool.db\"\n" +
                                       spool +
                                       "\n[[source]]\nname = \"onestop\"\nkind = \"sql\"\n"
                                       "engine = \"sqlite3\"\nconnection_file = \"connection\"\n"
                                       "mapping = \"mapping.toml\"\n");
        run_agent({"key", "create", "--file", (folder / "unit.key").string()});
        std::filesystem::create_directory(folder / "spool");
    }

    Said check() const
    {
        return run_agent({"check", "--settings", (folder / "agent.toml").string()});
    }
    std::filesystem::path spool_file() const { return folder / "spool" / "spool.db"; }
    void make_spool(const std::string& unit, const spool::KeyId& key) const
    {
        const spool::Spool made({spool_file(), 0, 0, 1000}, {unit, key});
    }
    spool::KeyId key() const { return model::UnitKey::from_file(folder / "unit.key").id(); }

    test::TempDir folder;
};

} // namespace

TEST_CASE("check names every certificate file that cannot be read")
{
    const Agent agent("ca_file = \"ca.pem\"\ncertificate_file = \"agent.pem\"\n"
                      "key_file = \"agent.key\"");
    test::write_file(agent.folder / "agent.pem", "");
    const Said said = agent.check();
    INFO(said.text);
    CHECK(said.status == 78);
    CHECK(said.fault("ca.pem: [collector] ca_file cannot be read"));
    CHECK(said.fault("agent.pem: [collector] certificate_file cannot be read, or is empty"));
    CHECK(said.fault("agent.key: [collector] key_file cannot be read"));
    test::write_file(agent.folder / "ca.pem", "pem");
    CHECK_FALSE(agent.check().fault("ca_file"));
}

TEST_CASE("check finds no fault in a spool that can be used, and makes none")
{
    const Agent agent;
    CHECK_FALSE(agent.check().fault("spool"));
    CHECK_FALSE(std::filesystem::exists(agent.spool_file()));
    agent.make_spool("H56", agent.key());
    CHECK_FALSE(agent.check().fault("spool"));
    const spool::Spool used({agent.spool_file(), 0, 0, 1000}, {"H56", agent.key()});
    CHECK_FALSE(agent.check().fault("spool")); // a running agent is not disturbed
}

TEST_CASE("check says that the spool's folder is missing")
{
    const Agent agent;
    std::filesystem::remove(agent.folder / "spool");
    const Said said = agent.check();
    CHECK(said.status == 78);
    CHECK(said.fault("the folder of the spool is not there"));
}

TEST_CASE("check says whose spool it is when it is another's")
{
    const Agent agent;
    agent.make_spool("H57", agent.key());
    CHECK(agent.check().fault("spool of unit H57"));
    std::filesystem::remove_all(agent.folder / "spool");
    std::filesystem::create_directory(agent.folder / "spool");
    agent.make_spool("H56", {9});
    CHECK(agent.check().fault("made with another unit key"));
}

TEST_CASE("check names a source of the spool that the settings no longer name")
{
    const Agent agent;
    {
        spool::Spool made({agent.spool_file(), 0, 0, 1000}, {"H56", agent.key()});
        made.open_source("switched-off", {1});
    }
    CHECK(agent.check().fault("congto-agent source forget switched-off"));
}

TEST_CASE("check says that the spool is of a newer edition, damaged or no file")
{
    const Agent agent;
    agent.make_spool("H56", agent.key());
    SQLite::Database(agent.spool_file().string(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version = 99");
    CHECK(agent.check().fault("of edition 99"));
    test::write_file(agent.spool_file(), "these are my notes, and no database at all");
    CHECK(agent.check().fault("spool.db: "));
    CHECK(test::read_file(agent.spool_file()).find("my notes") != std::string::npos);
    std::filesystem::remove(agent.spool_file());
    std::filesystem::create_directory(agent.spool_file());
    CHECK(agent.check().fault("is a folder"));
}

TEST_CASE("check says that the disk has no room for reading")
{
    const Agent agent("plaintext = true", "disk_reserve = \"8000000GiB\"");
    CHECK(agent.check().fault("MiB free, less than the disk_reserve"));
}

namespace {

// A variable of the environment, as long as this lives.
class Variable {
public:
    Variable(const char* name, const std::string& value) : name_(name)
    {
        setenv(name, value.c_str(), 1);
    }
    ~Variable() { unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
};

} // namespace

TEST_CASE("check tries the proxy that an agent goes through, not what is behind it")
{
    const Agent agent;
    auto text = test::read_file(agent.folder / "agent.toml");
    text.replace(text.find("127.0.0.1:9\"\nplaintext = true"), 29, "collector.invalid:7400\"");
    test::write_file(agent.folder / "agent.toml", text);
    const auto proxy = "http://lan:secret@127.0.0.1:" + std::to_string(test::free_port()) + "/";
    const Variable https("https_proxy", proxy);
    const Said said = agent.check();
    INFO(said.text);
    CHECK(said.text.find("by which collector.invalid:7400 is reached, does not answer") !=
          std::string::npos);
    CHECK(said.text.find("(https_proxy)") != std::string::npos);
    CHECK(said.text.find("secret") == std::string::npos);
    const Variable none("no_proxy", "localhost, .invalid");
    CHECK(agent.check().text.find("collector collector.invalid:7400 does not answer") !=
          std::string::npos);
}

TEST_CASE("an agent beside its collector goes through no proxy")
{
    const Agent agent;
    const Variable https("https_proxy", "http://127.0.0.1:9");
    CHECK(agent.check().text.find("collector 127.0.0.1:9 does not answer") != std::string::npos);
}
