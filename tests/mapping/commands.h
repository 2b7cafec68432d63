// A command of the agent, run in this process with its words caught.
#pragma once

#include "agent/commands/commands.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <sstream>
#include <string>

namespace congto::test {

struct Ran {
    int status = 0;
    std::string out;
};

class Caught {
public:
    explicit Caught(std::ostream& stream) : stream_(stream), before_(stream.rdbuf(text_.rdbuf())) {}
    ~Caught() { stream_.rdbuf(before_); }
    Caught(const Caught&) = delete;
    Caught& operator=(const Caught&) = delete;
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::ostream& stream_;
    std::streambuf* before_;
};

inline Ran run_command(void (*add)(CLI::App&, agent::Chosen&), const std::string& line)
{
    CLI::App app;
    agent::Chosen chosen;
    add(app, chosen);
    const Caught out(std::cout);
    const Caught errors(std::cerr);
    app.parse(line);
    const int status = runtime::exit_status_of("congto-agent", [&chosen] { return chosen(); });
    return {status, out.text() + errors.text()};
}

} // namespace congto::test
