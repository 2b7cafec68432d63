#include "config/runtime/log.h"
#include "tests/runtime/standard_error.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <regex>
#include <thread>

using namespace congto::runtime;
using test::standard_error_of;

namespace {

std::string logged(std::string_view event, std::initializer_list<Field> fields)
{
    return standard_error_of([&] { log(Severity::warning, event, fields); });
}

std::string after_time(const std::string& line)
{
    const std::size_t space = line.find(' ');
    return space == std::string::npos ? line : line.substr(space + 1);
}

} // namespace

TEST_CASE("a line has a UTC time, a severity, its event and its fields")
{
    const std::string line =
        logged("source is away", {{"source", "onestop"}, {"rows", 12}, {"detail", "no route"}});
    INFO(line);
    const std::regex form(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warning source is away)"
                          R"( source=onestop rows=12 detail="no route"\n)");
    CHECK(std::regex_match(line, form));
}

TEST_CASE("systemd's journal is told the severity, and only where it reads")
{
    const auto logged_by = [](std::uint64_t beside) {
        return standard_error_of([beside] {
            struct stat own = {};
            REQUIRE(::fstat(STDERR_FILENO, &own) == 0);
            const std::string line =
                std::to_string(own.st_dev) + ':' + std::to_string(own.st_ino + beside);
            ::setenv("JOURNAL_STREAM", line.c_str(), 1);
            log(Severity::warning, "source is away", {{"source", "onestop"}});
            log(Severity::debug, "nobody asked for it");
            ::unsetenv("JOURNAL_STREAM");
        });
    };
    CHECK(logged_by(0) == "<4>warning source is away source=onestop\n");
    CHECK(after_time(logged_by(1)) == "warning source is away source=onestop\n");
}

TEST_CASE("a value cannot forge a line, a field or a colour")
{
    CHECK(after_time(logged("x", {{"detail", "a\n2026-01-01T00:00:00.000Z info fine"}})) ==
          "warning x detail=\"a\\n2026-01-01T00:00:00.000Z info fine\"\n");
    CHECK(after_time(logged("x", {{"detail", "a\" other=\"b"}})) ==
          "warning x detail=\"a\\\" other=\\\"b\"\n");
    CHECK(after_time(logged("x", {{"detail", R"(C:\new)"}})) == "warning x detail=\"C:\\\\new\"\n");
    CHECK(after_time(logged("x", {{"detail", "\x1b[31m\u0085\u2028\u202e\xff"}})) ==
          "warning x detail=\"\\x1b[31m\\u{0085}\\u{2028}\\u{202e}\\xff\"\n");
    CHECK(after_time(logged("x", {{"a", ""}, {"b", "{} %s %v"}})) ==
          "warning x a=\"\" b=\"{} %s %v\"\n");
}

TEST_CASE("Vietnamese is readable in the log")
{
    CHECK(after_time(logged("x", {{"unit", "Hà Nội"}})) == "warning x unit=\"Hà Nội\"\n");
}

TEST_CASE("lines below the level are not written")
{
    set_log_level(Severity::error);
    CHECK(logged("quiet", {}).empty());
    set_log_level(Severity::info);
    CHECK(standard_error_of([] { log(Severity::debug, "quiet"); }).empty());
    CHECK_FALSE(standard_error_of([] { log(Severity::info, "loud"); }).empty());
}

TEST_CASE("threads never share a line")
{
    const std::string lines = standard_error_of([] {
        std::array<std::thread, 4> threads;
        for (std::thread& thread : threads) {
            thread = std::thread([] {
                for (int round = 0; round < 200; ++round) {
                    log(Severity::info, "round", {{"text", std::string(50, 'x')}});
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    });
    const std::regex form("\\S+Z info round text=x{50}");
    std::size_t begin = 0;
    int count = 0;
    while (begin < lines.size()) {
        const std::size_t end = lines.find('\n', begin);
        REQUIRE(std::regex_match(lines.substr(begin, end - begin), form));
        begin = end + 1;
        ++count;
    }
    CHECK(count == 800);
}
