// What the database servers of tests have in common: a folder, an account, a process.
#pragma once

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

struct Login {
    std::string user;
    std::string password;
};

// Both servers know this one; it may do anything.
inline const Login kAdministrator{"congto", "congto"};
// The database both servers start with.
inline constexpr std::string_view kFirstDatabase = "onestop";

// A server process in a folder of its own under /tmp (a Unix socket's path must be short, and the
// account it runs as must be able to reach it). These servers refuse to run as root, so a root that
// tests runs them as `account`.
class TempServer {
public:
    TempServer(std::string account, int signal_when_we_die);

    std::filesystem::path folder() const { return folder_.path(); }
    // Runs a program to its end as the server's account. Throws when it fails.
    void prepare(const std::filesystem::path& program, const std::vector<std::string>& arguments);
    // A file in the folder the account may read.
    std::filesystem::path write(std::string_view name, std::string_view content);
    // Starts the program and waits until `ready` no longer throws. Throws, with the server's own
    // last words, when it does not get there.
    void start(const std::filesystem::path& program, const std::vector<std::string>& arguments,
               const std::function<void()>& ready);
    // Sends the signal and waits for the end.
    void stop(int signal);
    Process* process() { return process_.get(); }

private:
    TempDir folder_{"/tmp"};
    std::string account_;
    int signal_when_we_die_;
    std::unique_ptr<Process> process_;
};

// The first of the names that is an account of this machine; the last when none is.
std::string account_among(const std::vector<std::string>& names);

} // namespace congto::test
