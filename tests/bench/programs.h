// The real programs, as they are installed: settings, start, what they use.
#pragma once

#include "tests/bench/bench.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <memory>
#include <string>

namespace congto::bench {

// A one-stop system made and filled by congto-province.
struct OneStop {
    std::string engine;     // "sqlite3", "postgresql", "mysql"
    std::string connection; // as the connection file holds it
    std::filesystem::path mapping;
};

// A wide-table system, empty; `folder` takes the simulator's files.
void make_one_stop(const Plan& plan, const OneStop& system, const std::filesystem::path& folder);
enum class Stamped { long_ago, now };
// Fills it with dossiers of a year, made by the plan's seed; their rows' modification times as a
// life would have left them, or those of a copy from another system.
void fill_one_stop(const Plan& plan, std::size_t dossiers, const std::filesystem::path& folder,
                   Stamped stamped = Stamped::long_ago);
OneStop sqlite_one_stop(const std::filesystem::path& file);
std::filesystem::path wide_mapping();

// Runs to the end; throws with the last words of standard error unless the exit status is 0.
std::string run_program(const std::filesystem::path& program,
                        const std::vector<std::string>& arguments);

// A collector with a state of its own, listening on loopback.
class RunningCollector {
public:
    RunningCollector(const Plan& plan, const std::filesystem::path& folder);

    std::string address() const;
    std::filesystem::path settings() const { return folder_ / "collector.toml"; }
    std::filesystem::path state() const { return folder_ / "state"; }
    test::Process& process() { return *process_; }
    // After its end: on the same state, where it listened before.
    void start_again();

private:
    void listen_at(const std::string& address) const;
    void start();

    std::filesystem::path folder_;
    std::filesystem::path program_;
    std::unique_ptr<test::Process> process_;
};

// Writes agent.toml, the connection file and a new key; gives the settings file.
std::filesystem::path set_up_agent(const Plan& plan, const OneStop& system,
                                   const std::string& collector,
                                   const std::filesystem::path& folder);

struct Use {
    double resident_mebibytes = 0; // VmRSS
    double cpu_seconds = 0;        // user and system, since it started
};

// Of a process that runs.
Use use_of(pid_t pid);
// The most memory it ever held; 0: it has ended.
double peak_mebibytes(pid_t pid);
// CPU seconds of all children that were waited for.
double cpu_seconds_of_ended();

} // namespace congto::bench
