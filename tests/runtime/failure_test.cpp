#include "config/runtime/failure.h"
#include "tests/runtime/standard_error.h"

#include <catch2/catch.hpp>

#include <new>

using namespace congto::runtime;
using test::standard_error_of;

namespace {

using Faults = std::vector<std::string>;

struct Reported {
    int status = -1;
    std::string lines;
};

template <typename Thrown>
Reported reported(Thrown thrown)
{
    Reported result;
    result.lines = standard_error_of([&result, &thrown] {
        result.status = exit_status_of("congto-test", [&thrown]() -> int { throw thrown; });
    });
    return result;
}

} // namespace

TEST_CASE("a program that does its work ends with its own status")
{
    CHECK(exit_status_of("congto-test", [] { return 3; }) == 3);
}

TEST_CASE("bad settings: every fault on its own line, then how many")
{
    const Reported many =
        reported(BadSettings(Faults{"a.toml:3: x: unknown key", "a.toml:4: y: bad"}));
    CHECK(many.status == 78);
    CHECK(many.lines == "a.toml:3: x: unknown key\na.toml:4: y: bad\n"
                        "congto-test: 2 faults, nothing was done\n");
    const Reported one = reported(BadSettings("a.toml: cannot be read"));
    CHECK(one.lines == "a.toml: cannot be read\ncongto-test: 1 fault, nothing was done\n");
}

TEST_CASE("each failure has its exit status and one line")
{
    const Reported away = reported(Unavailable("the source is away"));
    CHECK(away.status == 69);
    CHECK(away.lines == "congto-test: the source is away\n");
    CHECK(reported(Corrupt("x")).status == 65);
    CHECK(reported(OutputLost("x")).status == 74);
    CHECK(reported(Failure("x")).status == 70);
    CHECK(reported(std::runtime_error("x")).status == 70);
    CHECK(reported(std::bad_alloc()).lines == "congto-test: out of memory\n");
    CHECK(reported(5).status == 70);
}

TEST_CASE("a failure's text cannot forge a line")
{
    CHECK(reported(Failure("one\ncongto-test: two\x1b[2J")).lines ==
          "congto-test: one\\ncongto-test: two\\x1b[2J\n");
}

TEST_CASE("bad settings say in one line what is wrong first and how much more there is")
{
    CHECK(std::string(BadSettings(Faults{"a", "b", "c"}).what()) == "a (and 2 more)");
    CHECK(std::string(BadSettings("a").what()) == "a");
    CHECK(BadSettings("a").faults() == Faults{"a"});
}
