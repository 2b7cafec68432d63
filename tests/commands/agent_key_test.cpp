// The unit's key: made once, carried by hand, never written over.
#include "config/runtime/failure.h"
#include "tests/commands/agent_program.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace congto::test;
using std::filesystem::perms;

namespace {

struct Keys {
    // What a command said; its status in front.
    std::string key(std::vector<std::string> words) const
    {
        words.insert(words.begin(), "key");
        try {
            return "0 " + run_agent(words).text;
        } catch (const congto::runtime::BadSettings& refused) {
            return "78 " + std::string(refused.what());
        }
    }
    std::string path(const std::string& name) const { return (folder / name).string(); }
    std::string id(const std::string& name) const
    {
        return key({"show-id", "--file", path(name)}).substr(2, 16);
    }

    TempDir folder;
};

bool says(const std::string& text, const std::string& part)
{
    INFO(text);
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a key is carried to a second agent, and both know it by its id")
{
    const Keys keys;
    const auto first = keys.path("unit.key");
    const auto carried = keys.path("carried.key");
    const auto second = keys.path("second.key");
    CHECK(says(keys.key({"create", "--file", first}), "congto-agent key export"));
    const auto id = keys.id("unit.key");

    const auto exported = keys.key({"export", carried, "--file", first});
    CHECK(says(exported, "0 wrote " + carried + ", key id " + id));
    CHECK(std::filesystem::status(carried).permissions() ==
          (perms::owner_read | perms::owner_write));
    CHECK(read_file(carried) == read_file(first));

    const auto other = keys.key({"import", carried, "--file", second, "--id", "0011223344556677"});
    CHECK(says(other, "78 "));
    CHECK(says(other, id + ", not 0011223344556677"));
    CHECK_FALSE(std::filesystem::exists(second));
    CHECK(says(keys.key({"import", carried, "--file", second, "--id", id}), "0 wrote " + second));
    CHECK(std::filesystem::status(second).permissions() ==
          (perms::owner_read | perms::owner_write));
    CHECK(keys.id("second.key") == id);
    CHECK(says(keys.key({"import", carried, "--file", second}),
               "0 " + second + " holds this key already"));
}

TEST_CASE("no key is written over, and none that others can read is carried")
{
    const Keys keys;
    const auto first = keys.path("unit.key");
    const auto second = keys.path("second.key");
    keys.key({"create", "--file", first});
    keys.key({"create", "--file", second});
    const auto before = read_file(second);
    CHECK(says(keys.key({"create", "--file", second}), "78 "));
    CHECK(says(keys.key({"export", second, "--file", first}), "is not written over"));
    CHECK(says(keys.key({"import", first, "--file", second}), "is not written over"));
    CHECK(read_file(second) == before);

    std::filesystem::permissions(first, perms::owner_read | perms::group_read);
    for (const auto& command :
         {std::vector<std::string>{"export", keys.path("new"), "--file", first},
          {"import", first, "--file", keys.path("new")}})
        CHECK(says(keys.key(command), "can be read by others; chmod 600 it"));
    CHECK(says(keys.key({"import", keys.folder.write("text", "not a key\n").string(), "--file",
                         keys.path("new")}),
               "78 "));
    CHECK_FALSE(std::filesystem::exists(keys.path("new")));
}
