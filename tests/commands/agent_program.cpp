#include "tests/commands/agent_program.h"

#include "agent/commands/program.h"

#include <iostream>
#include <sstream>

namespace congto::test {
namespace {

// What is written to standard output while it lives.
class Captured {
public:
    Captured() : before_(std::cout.rdbuf(output_.rdbuf())) {}
    ~Captured() { std::cout.rdbuf(before_); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;

    std::string text() const { return output_.str(); }

private:
    std::ostringstream output_;
    std::streambuf* before_;
};

} // namespace

bool Said::fault(const std::string& part) const
{
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind("fault: ", 0) == 0 && line.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

Said run_agent(std::vector<std::string> arguments)
{
    arguments.insert(arguments.begin(), "congto-agent");
    std::vector<char*> given;
    for (std::string& argument : arguments) {
        given.push_back(argument.data());
    }
    const Captured captured;
    const int status = agent::run_program(static_cast<int>(given.size()), given.data());
    return {status, captured.text()};
}

} // namespace congto::test
