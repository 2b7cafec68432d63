// Runs a piece of work once for every moment at which something can go wrong.
#pragma once

#include "tests/fault/trouble.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace congto::test {

// CONGTO_SEED, or one by chance; the same for the whole process, printed at its first use.
std::uint32_t sweep_seed();

// Does something with the n-th operation failing; 0: with none. The number it counted.
using Attempt = std::function<std::uint64_t(std::uint64_t n, std::uint32_t seed)>;

// Counts the points, then attempts each, or some eight of them spread evenly from a place of
// chance: all with CONGTO_FAULT_POINTS=all, else that many; and the one after the last. Prints what
// was done.
void sweep(const std::string& what, const Attempt& attempt);

} // namespace congto::test
