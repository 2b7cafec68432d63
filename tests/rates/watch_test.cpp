#include "collector/commands/watch.h"
#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <unistd.h>

namespace congto::test {
namespace {

TEST_CASE("watching shows frame after frame and ends when it is told to")
{
    const int ending = GENERATE(SIGINT, SIGTERM);
    int frames = 0;
    collector::watch(std::chrono::milliseconds(1), [&] {
        if (++frames == 3) {
            kill(getpid(), ending);
        }
        return std::string();
    });
    CHECK(frames == 3);
}

TEST_CASE("watching outlives a store that is away for a while, but does not begin without one")
{
    int frames = 0;
    collector::watch(std::chrono::milliseconds(1), [&]() -> std::string {
        switch (++frames) {
        case 2:
            throw runtime::Unavailable("away");
        case 3:
            kill(getpid(), SIGTERM);
            break;
        default:
            break;
        }
        return {};
    });
    CHECK(frames == 3);
    CHECK_THROWS_AS(collector::watch(std::chrono::milliseconds(1),
                                     []() -> std::string { throw runtime::Unavailable("away"); }),
                    runtime::Unavailable);
}

TEST_CASE("a frame covers the longer one before it, line by line")
{
    CHECK(collector::drawn_over("a\nb\n") == "\x1b[Ha\x1b[K\nb\x1b[K\n\x1b[J");
}

} // namespace
} // namespace congto::test
