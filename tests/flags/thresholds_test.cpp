#include "collector/flags/thresholds.h"

#include "config/runtime/failure.h"
#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <filesystem>

namespace congto::test {
namespace {

using flags::Thresholds;

std::vector<std::string> faults_of(const std::string& text)
{
    runtime::SettingsFile file(text, "collector.toml");
    flags::read_thresholds(file.root().table("detectors"));
    return file.faults();
}

Thresholds read(const std::string& text)
{
    runtime::SettingsFile file(text, "collector.toml");
    Thresholds thresholds = flags::read_thresholds(file.root().table("detectors"));
    file.finish();
    return thresholds;
}

TEST_CASE("over is a larger share, of enough dossiers, exactly")
{
    Thresholds thresholds;
    const std::size_t at = *flags::place_of("closed_at_once"); // 5 %
    thresholds.least = 10;
    CHECK_FALSE(flags::is_over(thresholds, at, 9, 10));
    CHECK(flags::is_over(thresholds, at, 10, 199));
    CHECK_FALSE(flags::is_over(thresholds, at, 10, 200));
    CHECK(flags::is_over(thresholds, at, 4'000'000'000'000'001, 80'000'000'000'000'000));
    CHECK_FALSE(flags::is_over(thresholds, at, 4'000'000'000'000'000, 80'000'000'000'000'000));
    thresholds.shares[at] = {0, 0};
    CHECK_FALSE(flags::is_over(thresholds, at, 0, 0));
}

TEST_CASE("thresholds are read from the settings, and others stay")
{
    const Thresholds read_some =
        read("[detectors]\nleast = 7\nsplit_into = 3\nclosed_at_once = \"0.25%\"\n");
    const Thresholds defaults;
    CHECK(read_some.least == 7);
    CHECK(read_some.split_into == 3);
    CHECK(read_some.shares[*flags::place_of("closed_at_once")] == registers::WrittenRate{25, 2});
    CHECK(read_some.shares[*flags::place_of("split")] ==
          defaults.shares[*flags::place_of("split")]);
    CHECK(read_some.applicants_of_one_submitter == defaults.applicants_of_one_submitter);
}

TEST_CASE("what is no threshold is said with its line")
{
    const auto faults = faults_of("[detectors]\nleast = 0\nsplit = 5\nofficial_account = \"5\"\n"
                                  "no_post = \"100.5%\"\nall_online = \"-1%\"\nmany = \"1%\"\n"
                                  "burst = \"100%\"\n");
    CHECK(faults.size() == 6);
    for (const char* line : {":2:", ":3:", ":4:", ":5:", ":6:", ":7:"}) {
        INFO(line);
        CHECK(std::any_of(faults.begin(), faults.end(), [&](const std::string& fault) {
            return fault.find(line) != std::string::npos;
        }));
    }
}

TEST_CASE("the sample settings name every threshold with its default")
{
    const std::string sample = read_file(std::filesystem::path(CONGTO_CONFIG) / "collector.toml");
    for (const auto& signal : flags::catalogue()) {
        INFO(signal.name);
        CHECK(sample.find("\n#" + std::string(signal.name) + " = \"" + std::string(signal.over) +
                          "%\"\n") != std::string::npos);
    }
    const Thresholds defaults;
    for (const std::string& line : {"least = " + std::to_string(defaults.least),
                                    "split_into = " + std::to_string(defaults.split_into),
                                    "applicants_of_one_submitter = " +
                                        std::to_string(defaults.applicants_of_one_submitter)}) {
        CHECK(sample.find("\n#" + line + "\n") != std::string::npos);
    }
}

} // namespace
} // namespace congto::test
