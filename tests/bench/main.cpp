#include "config/runtime/log.h"
#include "config/runtime/sqlite.h"
#include "tests/bench/bench.h"
#include "tests/bench/machine.h"
#include "tests/bench/measure.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace {

int measure(const congto::bench::Plan& plan, const std::vector<std::string>& only)
{
    congto::bench::print_machine(plan, std::filesystem::temp_directory_path());
    int faults = 0;
    for (const auto& bench : congto::bench::benches()) {
        if (!only.empty() && std::find(only.begin(), only.end(), bench.name) == only.end())
            continue;
        std::cout << bench.name << ": " << bench.what << std::endl;
        try {
            bench.run(plan);
        } catch (const std::exception& failure) {
            std::cerr << bench.name << ": not completed: " << failure.what() << std::endl;
            ++faults;
        }
    }
    return faults == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    congto::runtime::set_up_sqlite(); // both sides of every ratio
    congto::bench::Plan plan;
    plan.programs = std::filesystem::canonical("/proc/self/exe").parent_path();
    std::vector<std::string> names;
    for (const auto& bench : congto::bench::benches())
        names.emplace_back(bench.name);
    std::vector<std::string> only;

    CLI::App app("Measures Congto against the same durable work done raw, in turns.");
    app.add_option("--rows", plan.rows, "dossiers (spool to receipt takes five times as many)")
        ->check(CLI::Range(std::size_t{1000}, std::size_t{100'000'000}))
        ->capture_default_str();
    app.add_option("--repeats", plan.repeats, "pairs of runs a ratio is the median of")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--seed", plan.seed, "of everything made up")->capture_default_str();
    app.add_option("--idle", plan.idle_seconds, "seconds the programs are watched at rest")
        ->check(CLI::Range(1, 3600))
        ->capture_default_str();
    app.add_option("--agents", plan.agents, "agents that lose their collector and come back")
        ->check(CLI::Range(std::size_t{1}, std::size_t{6000}))
        ->capture_default_str();
    app.add_option("--nation", plan.nation, "dossiers behind the national tables")
        ->check(CLI::Range(std::size_t{100'000}, std::size_t{1'000'000'000}))
        ->capture_default_str();
    app.add_option("--only", only, "a benchmark's name; may be given several times")
        ->check(CLI::IsMember(names));
    app.add_option("--programs", plan.programs, "folder of the programs measured")
        ->check(CLI::ExistingDirectory)
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    congto::runtime::set_log_level(congto::runtime::Severity::error);
    return measure(plan, only);
}
