#include "tests/e2e/programs.h"

#include <sstream>
#include <stdexcept>

namespace congto::test {

std::filesystem::path agent_program()
{
    return CONGTO_AGENT_PROGRAM;
}

std::filesystem::path collector_program()
{
    return CONGTO_COLLECTOR_PROGRAM;
}

std::filesystem::path province_program()
{
    return CONGTO_PROVINCE_PROGRAM;
}

std::filesystem::path project_file(const std::string& path)
{
    return std::filesystem::path(CONGTO_PROJECT) / path;
}

std::string shown(const Finished& finished)
{
    return "status " + std::to_string(finished.status) + "\n" + finished.output + finished.error;
}

Finished succeed(const std::filesystem::path& program, const Arguments& arguments,
                 std::chrono::milliseconds limit)
{
    auto finished = run(program, arguments, limit);
    if (finished.status == 0)
        return finished;
    std::string command = program.filename();
    for (const auto& argument : arguments)
        command += " " + argument;
    throw std::runtime_error(command + ": " + shown(finished));
}

std::vector<std::string> lines_with(const std::string& text, const std::string& part)
{
    std::vector<std::string> found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (line.find(part) != std::string::npos)
            found.push_back(line);
    return found;
}

} // namespace congto::test
