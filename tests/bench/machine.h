// What the figures came from.
#pragma once

#include "tests/bench/bench.h"

#include <filesystem>

namespace congto::bench {

// CPU, cores, memory, kernel, file system of `folder`, versions, build, seed and sizes.
void print_machine(const Plan& plan, const std::filesystem::path& folder);

} // namespace congto::bench
