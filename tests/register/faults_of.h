// The faults a reading of a register file is refused with, as lines.
#pragma once

#include "config/runtime/failure.h"

#include <string>
#include <vector>

namespace congto::test {

// Empty: the reading was not refused.
template <typename Reading>
std::vector<std::string> faults_of(Reading reading)
{
    try {
        reading();
    } catch (const runtime::BadSettings& refused) {
        return refused.faults();
    }
    return {};
}

} // namespace congto::test
