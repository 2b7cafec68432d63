#include "config/runtime/progress.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <array>

using namespace congto;
using namespace std::chrono_literals;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

TEST_CASE("numbers are grouped by thousands")
{
    CHECK(runtime::grouped(0) == "0");
    CHECK(runtime::grouped(999) == "999");
    CHECK(runtime::grouped(1000) == "1,000");
    CHECK(runtime::grouped(12'345'678) == "12,345,678");
}

TEST_CASE("a line of progress says how far, how fast and how long still")
{
    CHECK(runtime::progress_line("counting", 500, 2000, 5s) ==
          "counting [######------------------]  25 %  500 of 2,000  100/s  15 s left");
    CHECK(runtime::progress_line("counting", 2000, 2000, 20s) ==
          "counting [########################] 100 %  2,000 of 2,000  100/s");
    CHECK(runtime::progress_line("counting", 1, 100'001, 1s) ==
          "counting [------------------------]   0 %  1 of 100,001  1/s  1667 min left");
}

TEST_CASE("what grew while it was done, or has no known size, makes no nonsense")
{
    CHECK(runtime::progress_line("counting", 30, 20, 0s) ==
          "counting [########################] 100 %  30 of 20");
    CHECK(runtime::progress_line("counting", 30, 0, 10s) == "counting  30  3/s");
}

TEST_CASE("progress is drawn on a terminal, taken away at the end, and nowhere else")
{
    std::array<char, 4096> seen{};
    SECTION("a terminal")
    {
        int master = -1;
        int slave = -1;
        REQUIRE(openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
        {
            runtime::Progress progress(slave);
            progress.begin("counting", 10);
            progress.at(1);
        }
        close(slave); // what was written comes in as many parts as it likes, then nothing
        std::string text;
        for (ssize_t size = 0; (size = read(master, seen.data(), seen.size())) > 0;) {
            text.append(seen.data(), static_cast<std::size_t>(size));
        }
        CHECK_THAT(text,
                   StartsWith("\r\x1b[Kcounting [------------------------]   0 %  0 of 10\r"));
        CHECK_THAT(text, EndsWith("\r\x1b[K"));
        close(master);
    }
    SECTION("a file")
    {
        const test::TempDir folder;
        const auto file = folder.write("errors", "");
        const int descriptor = open(file.c_str(), O_WRONLY | O_CLOEXEC);
        {
            runtime::Progress progress(descriptor);
            progress.begin("counting", 10);
            progress.at(1);
        }
        close(descriptor);
        CHECK(test::read_file(file).empty());
    }
}
