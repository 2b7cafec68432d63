// How `run` ends, and what it says of that.
#include "agent/spool/spool.h"
#include "config/runtime/failure.h"
#include "proto/model/pseudonym.h"
#include "tests/commands/agent_program.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

using namespace congto;
using test::run_agent;

namespace {

// An agent whose source and collector are away.
struct Agent {
    Agent()
    {
        const std::filesystem::path mapping =
            std::filesystem::path(CONGTO_CONFIG) / "mappings" / "wide-table.toml";
        folder.write("connection", "dbname=" + (folder / "none" / "onestop.db").string() + "\n");
        folder.write("agent.toml",
                     "unit = \"H56\"\nkey_file = \"unit.key\"\nlog_level = \"error\"\n"
                     "[collector]\naddress = \"127.0.0.1:9\"\nplaintext = true\n"
                     "[spool]\nfile = \"spool/spool.db\"\n"
                     "[[source]]\nname = \"onestop\"\nkind = \"sql\"\nengine = \"sqlite3\"\n"
                     "connection_file = \"connection\"\nmapping = \"" +
                         mapping.string() + "\"\n");
        run_agent({"key", "create", "--file", (folder / "unit.key").string()});
        std::filesystem::create_directory(folder / "spool");
        sigprocmask(SIG_BLOCK, nullptr, &signals);
    }
    ~Agent() { sigprocmask(SIG_SETMASK, &signals, nullptr); }

    // The exit status.
    int run(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments{"run", "--settings", (folder / "agent.toml").string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runtime::exit_status_of("congto-agent", [&] { return run_agent(arguments).status; });
    }
    spool::SpoolSettings spool() const { return {folder / "spool" / "spool.db", 0, 0, 1000}; }
    spool::KeyId key() const { return model::UnitKey::from_file(folder / "unit.key").id(); }

    test::TempDir folder;
    sigset_t signals{};
};

// What `run --help` says of an exit status.
std::string said_of(int status)
{
    const std::string help = run_agent({"run", "--help"}).text;
    const auto list = help.find("Exit status:");
    const auto begin = help.find(' ' + std::to_string(status) + ' ', list);
    REQUIRE(list != std::string::npos);
    REQUIRE(begin != std::string::npos);
    return help.substr(begin, help.find(';', begin) - begin);
}

// Where systemd listens.
class NotifySocket {
public:
    explicit NotifySocket(const std::filesystem::path& path)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.string().copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~NotifySocket()
    {
        ::unsetenv("NOTIFY_SOCKET");
        ::close(socket_);
    }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;

    std::vector<std::string> heard() const
    {
        std::vector<std::string> all;
        char text[256];
        for (ssize_t size = 0; (size = ::recv(socket_, text, sizeof text, 0)) > 0;) {
            all.emplace_back(text, static_cast<std::size_t>(size));
        }
        return all;
    }

private:
    int socket_;
};

} // namespace

TEST_CASE("systemd is told that the agent runs, and of its rounds where its watchdog asks for them")
{
    const Agent agent;
    const NotifySocket systemd(agent.folder / "notify");
    const std::string ready = "READY=1\nSTATUS=unit H56, sources: 1";
    CHECK(agent.run({"--once", "--patience", "700ms"}) == 69);
    CHECK(systemd.heard() == std::vector<std::string>{ready});
    ::setenv("WATCHDOG_USEC", "400000", 1);
    CHECK(agent.run({"--once", "--patience", "700ms"}) == 69);
    ::unsetenv("WATCHDOG_USEC");
    const std::vector<std::string> heard = systemd.heard();
    REQUIRE(heard.size() >= 2);
    CHECK(heard[0] == ready);
    CHECK(heard[1] == "WATCHDOG=1");
}

TEST_CASE("a damaged spool is moved aside, and the agent runs on with a new one")
{
    const Agent agent;
    const auto id = spool::Spool(agent.spool(), {"H56", agent.key()}).standing().id;
    std::string bytes = test::read_file(agent.spool().file);
    bytes.replace(100, 64, 64, '\xff');
    test::write_file(agent.spool().file, bytes);
    CHECK(agent.run({"--once", "--patience", "1ms"}) == 69); // its source is away
    CHECK(spool::Spool(agent.spool(), {"H56", agent.key()}).standing().id != id);
    std::size_t aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(agent.folder / "spool")) {
        aside += entry.path().filename().string().starts_with("spool.db.damaged-2") ? 1 : 0;
    }
    CHECK(aside == 1);
}

TEST_CASE("run ends with the exit status its help names for the reason")
{
    const Agent agent;
    SECTION("a source stayed away")
    {
        CHECK(agent.run({"--once", "--patience", "1ms"}) == 69);
        CHECK(said_of(69).find("stayed away") != std::string::npos);
    }
    SECTION("the spool's folder is missing")
    {
        std::filesystem::remove(agent.folder / "spool");
        CHECK(agent.run() == 69);
        CHECK(said_of(69).find("spool") != std::string::npos);
    }
    SECTION("another agent has the spool")
    {
        const spool::Spool other(agent.spool(), {"H56", agent.key()});
        CHECK(agent.run() == 69);
        CHECK(said_of(69).find("another") != std::string::npos);
    }
    SECTION("the spool is of a newer edition")
    {
        spool::Spool(agent.spool(), {"H56", agent.key()});
        SQLite::Database(agent.spool().file.string(), SQLite::OPEN_READWRITE)
            .exec("PRAGMA user_version = 99");
        CHECK(agent.run() == 65);
        CHECK(said_of(65).find("newer") != std::string::npos);
    }
    SECTION("the spool was damaged three times already")
    {
        for (const char* time : {"1", "2", "3"}) {
            agent.folder.write("spool/spool.db.damaged-9999" + std::string(time) + "Z", "");
        }
        agent.folder.write("spool/spool.db", std::string(4096, '\0'));
        CHECK(agent.run() == 65);
        CHECK(said_of(65).find("fourth time") != std::string::npos);
    }
    SECTION("the spool is another unit's")
    {
        spool::Spool(agent.spool(), {"H57", agent.key()});
        CHECK(agent.run() == 78);
        CHECK(said_of(78).find("spool") != std::string::npos);
    }
    SECTION("the command line cannot be understood")
    {
        CHECK(agent.run({"--nonsense"}) == 64);
        CHECK(said_of(64).find("command line") != std::string::npos);
    }
}
