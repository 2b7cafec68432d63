// The failures that are thrown: types exist only where a catcher acts differently.
//
// Values for what a caller expects; an exception when a piece of work is lost. Caught in few, named
// places: main(), the reading loop, the uplink, the writer.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace congto::runtime {

// what() is one line for a person: what is wrong, where, and what to do. Never a personal datum,
// never a secret.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Settings, a mapping, a register or an argument that cannot be used: exit 78, nothing was done.
// Carries every fault found, one line each ("file:line: key: what is wrong").
class BadSettings : public Failure {
public:
    explicit BadSettings(std::string fault);
    explicit BadSettings(std::vector<std::string> faults);
    const std::vector<std::string>& faults() const { return faults_; }

private:
    std::vector<std::string> faults_;
};

// Something outside is away or says no for now: try again later. Exit 69 where nobody retries.
class Unavailable : public Failure {
public:
    using Failure::Failure;
};

// A file of ours does not hold what we wrote, or was written by a newer edition. Exit 65.
class Corrupt : public Failure {
public:
    using Failure::Failure;
};

// A file of ours that was damaged since: what it held is lost with it, and a new one may take its
// place where that can be made again.
class Damaged : public Corrupt {
public:
    using Corrupt::Corrupt;
};

// What was written to standard output did not get there: a full disk, a closed descriptor. Exit 74.
class OutputLost : public Failure {
public:
    using Failure::Failure;
};

// sysexits.h
inline constexpr int kExitUsage = 64;
inline constexpr int kExitCorrupt = 65;
inline constexpr int kExitUnavailable = 69;
inline constexpr int kExitInternal = 70;
inline constexpr int kExitOutputLost = 74;
inline constexpr int kExitBadSettings = 78;

// Writes out what waits for standard output. Throws OutputLost: that, or anything before, was lost.
void require_output();

// Runs `body` and returns its exit status; a failure becomes lines on standard error and its own
// status, and so does output that was lost. The one try of a main().
template <typename Body>
int exit_status_of(const char* program, Body&& body);

int report_current_exception(const char* program);

template <typename Body>
int exit_status_of(const char* program, Body&& body)
{
    try {
        const int status = body();
        require_output();
        return status;
    } catch (...) {
        return report_current_exception(program);
    }
}

} // namespace congto::runtime
