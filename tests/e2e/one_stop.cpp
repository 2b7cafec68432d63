#include "tests/e2e/one_stop.h"

#include "tests/support/files.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <random>

namespace congto::test {

Place sqlite_in(const TempDir& folder)
{
    return {"sqlite3", (folder / "onestop.db").string()};
}

OneStop::OneStop(const TempDir& folder, std::string shape, Place place, std::uint64_t seed)
    : folder_(folder.path()), shape_(std::move(shape)), place_(std::move(place))
{
    auto arguments = command("create");
    for (const auto& more : {std::string("--shape"), shape_, std::string("--engine"), place_.engine,
                             std::string("--connection"), place_.connection, std::string("--seed"),
                             std::to_string(seed)})
        arguments.push_back(more);
    succeed(province_program(), arguments);
}

void OneStop::fill(int dossiers, const std::string& from_month, const std::string& to_month,
                   std::chrono::milliseconds limit, const Arguments& more_arguments)
{
    auto arguments = command("fill");
    for (const auto& more : {std::string("--dossiers"), std::to_string(dossiers),
                             std::string("--from"), from_month, std::string("--to"), to_month})
        arguments.push_back(more);
    arguments.insert(arguments.end(), more_arguments.begin(), more_arguments.end());
    succeed(province_program(), arguments, limit);
}

std::unique_ptr<Process> OneStop::live(const Arguments& arguments)
{
    auto all = command("live");
    all.insert(all.end(), arguments.begin(), arguments.end());
    ProcessOptions options;
    options.output = options.error = folder_ / "province.log";
    return std::make_unique<Process>(province_program(), all, options);
}

std::string OneStop::log() const
{
    return read_file(folder_ / "province.log");
}

void OneStop::live_through(const Arguments& arguments)
{
    auto all = command("live");
    all.insert(all.end(), arguments.begin(), arguments.end());
    succeed(province_program(), all, 4 * kPatience);
}

Json OneStop::truth(const Arguments& more) const
{
    auto arguments = command("truth");
    arguments.emplace_back("--json");
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Json(succeed(province_program(), arguments).output);
}

Arguments OneStop::command(const std::string& name) const
{
    return {name, "--state", (folder_ / "province.state").string()};
}

std::uint64_t printed_seed()
{
    const char* given = std::getenv("CONGTO_SEED");
    const std::uint64_t seed =
        given != nullptr ? std::stoull(given) : std::uint64_t{std::random_device()()};
    WARN("seed " << seed << "; CONGTO_SEED repeats it");
    return seed;
}

} // namespace congto::test
