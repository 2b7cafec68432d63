// The town as it was made, for questions that change nothing, and what is wrong with them.
#pragma once

#include "tests/rates/town.h"
#include "tests/register/faults_of.h"

#include <string>
#include <vector>

namespace congto::test {

inline const Town& town()
{
    static const Town one;
    return one;
}

// Empty: the question is understood.
inline std::vector<std::string> faults_of(const rates::Arguments& arguments)
{
    return faults_of([&] { town().understood(arguments); });
}

} // namespace congto::test
