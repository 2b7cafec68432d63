#include "config/runtime/secrets.h"
#include "config/runtime/settings.h"

#include <catch2/catch.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

using namespace congto::runtime;

namespace {

// $CREDENTIALS_DIRECTORY for as long as it lives.
class Handed {
public:
    explicit Handed(const char* folder) { setenv("CREDENTIALS_DIRECTORY", folder, 1); }
    ~Handed() { unsetenv("CREDENTIALS_DIRECTORY"); }
    Handed(const Handed&) = delete;
    Handed& operator=(const Handed&) = delete;
};

std::vector<std::string> faults_of(const std::string& value)
{
    SettingsFile file("key_file = \"" + value + "\"\n", "agent.toml");
    CHECK(file.root().path("key_file").empty());
    return file.faults();
}

} // namespace

TEST_CASE("a setting credential:NAME is the file systemd hands over under that name")
{
    const Handed handed("/run/credentials/congto-agent.service");
    SettingsFile file("key_file = \"credential:unit.key\"\nplain = \"unit.key\"\n", "/etc/a.toml");
    CHECK(file.root().path("key_file") == "/run/credentials/congto-agent.service/unit.key");
    CHECK(file.root().path("plain").filename() == "unit.key");
    CHECK(file.faults().empty());
    CHECK(is_credential("/run/credentials/congto-agent.service/unit.key"));
    CHECK_FALSE(is_credential("/etc/congto/unit.key"));
}

TEST_CASE("a credential that is not handed over is a fault that says how it would be")
{
    CHECK_FALSE(is_credential("unit.key"));
    const auto faults = faults_of("credential:unit.key");
    REQUIRE(faults.size() == 1);
    CHECK(faults[0] ==
          "agent.toml:1: key_file: is a credential of systemd, and $CREDENTIALS_DIRECTORY is not "
          "set: run it in the unit, with LoadCredential=unit.key:/path/of/the/file");
}

TEST_CASE("a credential's name leads nowhere else")
{
    const Handed handed("/run/credentials/congto-agent.service");
    for (const char* wrong : {"", "../shadow", "a/b", "..", ".hidden", "a b"}) {
        INFO(wrong);
        const auto faults = faults_of(std::string("credential:") + wrong);
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].find("names no credential") != std::string::npos);
    }
}

TEST_CASE("memory kept private goes to no core file and to no other process of the user")
{
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        keep_memory_private();
        rlimit cores{1, 1};
        getrlimit(RLIMIT_CORE, &cores);
        const bool kept = prctl(PR_GET_DUMPABLE) == 0 && cores.rlim_cur == 0 && cores.rlim_max == 0;
        _exit(kept ? 0 : 1);
    }
    int status = -1;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
