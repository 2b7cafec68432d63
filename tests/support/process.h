// A program started by a test and ended with it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace congto::test {

// How long to wait for what must come. Generous: it costs nothing when all is well, and the machine
// may have much else to do.
constexpr std::chrono::milliseconds kPatience = std::chrono::seconds(60);

struct ProcessOptions {
    std::filesystem::path output; // standard output goes here; empty: /dev/null
    std::filesystem::path error;  // standard error; empty: /dev/null
    std::filesystem::path folder; // working folder; empty: as it is
    std::string user;             // run as this user when we are root; empty: as we are
    std::vector<std::pair<std::string, std::string>> environment; // added to ours
    // A server's own way to fall quickly when this process dies without cleaning up.
    int signal_when_we_die = 9;
};

// The destructor ends the process (SIGKILL) and reaps it: by its pid only. The process also ends
// when the *thread* that started it does, so start it from one that stays.
class Process {
public:
    // Throws std::runtime_error when it cannot be started, e.g. the program does not exist.
    Process(const std::filesystem::path& program, const std::vector<std::string>& arguments,
            const ProcessOptions& options = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t pid() const { return pid_; }
    bool running();
    // Exit status, or 128 + signal; none: still running after the limit.
    std::optional<int> wait_for(std::chrono::milliseconds limit);
    void signal(int number);
    // SIGTERM, the limit, then SIGKILL; the exit status.
    int stop(std::chrono::milliseconds limit = kPatience);
    // SIGKILL: no goodbye.
    int kill();

private:
    bool reap(int flags);

    pid_t pid_ = -1;
    std::optional<int> status_;
};

struct Finished {
    int status = 0;
    std::string output;
    std::string error;
};

// Runs to the end. Throws std::runtime_error when it takes longer than the limit (it is then
// ended).
Finished run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             std::chrono::milliseconds limit = 2 * kPatience, ProcessOptions options = {});

// Polls until `reached()`; false: not within the limit.
template <typename Condition>
bool eventually(Condition reached, std::chrono::milliseconds limit = kPatience);

void sleep_for(std::chrono::milliseconds time);

template <typename Condition>
bool eventually(Condition reached, std::chrono::milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!reached()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

} // namespace congto::test
