// Every order of two writing sessions and an agent that reads: what was committed is told, and no
// more.
#pragma once

#include "tests/fault/two_sessions.h"

namespace congto::test {

// Fails the running test at the first order that does not end so. Prints what was tried.
void check_interleavings(const Engine& engine);

} // namespace congto::test
