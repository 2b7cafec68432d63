// The agent's program, run inside the test.
#pragma once

#include <string>
#include <vector>

namespace congto::test {

struct Said {
    int status = 0;
    std::string text; // standard output
    // A line "fault: …" has this part.
    bool fault(const std::string& part) const;
};

// Throws what the program's main() would report.
Said run_agent(std::vector<std::string> arguments);

} // namespace congto::test
