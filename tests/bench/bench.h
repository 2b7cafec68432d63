// What a benchmark is told, and which there are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace congto::bench {

struct Plan {
    std::size_t rows = 200'000;
    int repeats = 5;
    std::uint64_t seed = 1;
    int idle_seconds = 10;
    std::size_t agents = 5000;       // that reconnect
    std::size_t nation = 50'000'000; // dossiers behind the national tables
    std::filesystem::path programs;  // folder of congto-agent, congto-collector, congto-province
};

// Prints its figures; throws when it cannot be completed.
struct Bench {
    std::string_view name;
    std::string_view what;
    void (*run)(const Plan& plan);
};

const std::vector<Bench>& benches();

} // namespace congto::bench
