#include "config/runtime/service_manager.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

using namespace congto::runtime;
using namespace std::chrono_literals;

namespace {

// A service manager that listens, as systemd does.
class Listening {
public:
    Listening()
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path_.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        setenv("NOTIFY_SOCKET", path_.c_str(), 1);
    }
    ~Listening()
    {
        close(socket_);
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) {
            unsetenv(name);
        }
    }
    Listening(const Listening&) = delete;
    Listening& operator=(const Listening&) = delete;

    // What has been said and not heard; empty: nothing.
    std::string heard()
    {
        std::array<char, 512> said{};
        const auto size = recv(socket_, said.data(), said.size(), MSG_DONTWAIT);
        return size < 0 ? "" : std::string(said.data(), static_cast<std::size_t>(size));
    }

private:
    congto::test::TempDir folder_{"/tmp"};
    std::string path_ = (folder_ / "notify").string();
    int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

} // namespace

TEST_CASE("systemd is told when the work begins and when it ends")
{
    Listening manager;
    tell_ready("listens on 127.0.0.1:7400");
    CHECK(manager.heard() == "READY=1\nSTATUS=listens on 127.0.0.1:7400");
    tell_stopping();
    CHECK(manager.heard() == "STOPPING=1\nSTATUS=stopping");
}

TEST_CASE("the watchdog hears of rounds, a few times in the time it allows, and of nothing else")
{
    Listening manager;
    setenv("WATCHDOG_USEC", "200000", 1);
    setenv("WATCHDOG_PID", std::to_string(getpid()).c_str(), 1);
    congto::test::ManualClock clock;
    Watchdog watchdog(clock);
    CHECK(manager.heard().empty());
    watchdog.went_round();
    CHECK(manager.heard() == "WATCHDOG=1");
    watchdog.went_round();
    CHECK(manager.heard().empty());
    clock.advance(49ms);
    watchdog.went_round();
    CHECK(manager.heard().empty());
    clock.advance(1ms);
    watchdog.went_round();
    CHECK(manager.heard() == "WATCHDOG=1");
}

TEST_CASE("where no watchdog listens none is told")
{
    Listening manager;
    congto::test::ManualClock clock;
    Watchdog watchdog(clock);
    watchdog.went_round();
    CHECK(manager.heard().empty());
}
