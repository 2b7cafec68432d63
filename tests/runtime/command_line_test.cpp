// What is said of arguments that cannot be, and what never is.
#include "config/runtime/command_line.h"
#include "config/runtime/failure.h"
#include "tests/runtime/standard_error.h"

#include <CLI/CLI.hpp>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace congto::runtime::test {
namespace {

constexpr const char* kSecret = "Hunter2_hunter2";

struct Said {
    std::optional<int> status;
    std::string lines; // without the last, which says where to read on
};

// meter sub add NAME [--role operator|unit] [--number N] [--flag]
Said said_of(std::vector<std::string> arguments)
{
    CLI::App app("A program.", "meter");
    app.require_subcommand(1);
    std::string name;
    std::string role;
    int number = 0;
    bool flag = false;
    auto* sub = app.add_subcommand("sub", "");
    sub->require_subcommand(1);
    auto* add = sub->add_subcommand("add", "");
    add->add_option("name", name)->required();
    add->add_option("--role", role)->check(CLI::IsMember({"operator", "unit"}));
    add->add_option("--number", number)->type_name("NUMBER");
    add->add_flag("--flag", flag);
    arguments.insert(arguments.begin(), "meter");
    std::vector<const char*> words;
    for (const std::string& argument : arguments) {
        words.push_back(argument.c_str());
    }
    Said said;
    said.lines = standard_error_of([&] {
        said.status = status_of_arguments(app, static_cast<int>(words.size()), words.data());
    });
    CHECK(said.lines.find(kSecret) == std::string::npos);
    CHECK(said.lines.find("unter2") == std::string::npos);
    const auto last = said.lines.find("meter: nothing was done; see meter");
    CHECK((said.status == kExitUsage) == (last != said.lines.npos));
    said.lines = said.lines.substr(0, last);
    return said;
}

TEST_CASE("arguments that can be are nothing to say")
{
    const Said said = said_of({"sub", "add", kSecret, "--role", "unit", "--number=3", "--flag"});
    CHECK(said.status == std::nullopt);
    CHECK(said.lines.empty());
}

TEST_CASE("an argument too many is told by its place")
{
    CHECK(said_of({"sub", "add", "a", kSecret}).lines == "argument 4 is not expected\n");
    CHECK(said_of({"sub", "add", kSecret, kSecret}).lines == "argument 4 is not expected\n");
    CHECK(said_of({"sub", "add", "--", kSecret, kSecret}).lines == "argument 5 is not expected\n");
    CHECK(said_of({"sub", "add", "a", "b", "--flag", kSecret}).lines ==
          "argument 4 is not expected\nargument 6 is not expected\n");
    CHECK(said_of({"sub", "add", "a", std::string("-") + kSecret}).lines ==
          "argument 4 is not expected\n");
}

TEST_CASE("a sub-command that is none is told by its place, and by the one it is nearly called")
{
    CHECK(said_of({kSecret}).lines == "argument 1 is no sub-command\n");
    CHECK(said_of({"sb"}).lines == "argument 1 is no sub-command; is sub meant?\n");
    CHECK(said_of({"sub", "ad"}).lines == "argument 2 is no sub-command; is add meant?\n");
    CHECK(said_of({"sub", "xyz"}).lines == "argument 2 is no sub-command\n");
    CHECK(said_of({"x"}).lines == "argument 1 is no sub-command\n");
}

TEST_CASE("an option that is none is told by its name, and never with its value")
{
    CHECK(said_of({"sub", "add", "a", std::string("--rolle=") + kSecret}).lines ==
          "--rolle, argument 4, is no option here\n");
    CHECK(said_of({"sub", "add", "a", "-r", kSecret}).lines ==
          "-r, argument 4, is no option here\nargument 5 is not expected\n");
    CHECK(said_of({"sub", "add", "a", std::string("--") + kSecret}).lines ==
          "argument 4 is not expected\n");
    CHECK(said_of({"sub", "add", "--rolle", kSecret, kSecret}).lines ==
          "--rolle, argument 3, is no option here\nargument 5 is not expected\n");
}

TEST_CASE("a word that is no sub-command is told by its place")
{
    CHECK(said_of({kSecret}).lines == "argument 1 is no sub-command\n");
    CHECK(said_of({"sub", kSecret, "--flag", "x"}).lines == "argument 2 is no sub-command\n");
    CHECK(said_of({}).lines == "a sub-command is wanted\n");
    CHECK(said_of({"sub"}).lines == "a sub-command is wanted\n");
}

TEST_CASE("what an option cannot be is told without what it was given")
{
    CHECK(said_of({"sub", "add", "a", "--role", kSecret}).lines ==
          "--role: must be one of {operator,unit}\n");
    CHECK(said_of({"sub", "add", "a", "--number", kSecret}).lines ==
          "--number: what was given is no NUMBER\n");
    CHECK(said_of({"sub", "add", "a", std::string("--flag=") + kSecret}).lines ==
          "--flag takes no value\n");
    CHECK(said_of({"sub", "add", "a", "--number", "1", "--number", kSecret}).lines ==
          "--number: At Most 1 required but received 2\n");
}

TEST_CASE("everything that is wrong is told at once, and where to read on")
{
    CHECK(said_of({"sub", "add", std::string("--rolle=") + kSecret}).lines ==
          "--rolle, argument 3, is no option here\nname is required\n");
}

} // namespace
} // namespace congto::runtime::test
