// A unit's side: an agent beside one one-stop system.
#pragma once

#include "tests/e2e/one_stop.h"
#include "tests/e2e/programs.h"
#include "tests/support/temp_dir.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

namespace congto::test {

// How an agent reads a one-stop system.
struct Reading {
    std::string engine;     // of the agent's settings: "sqlite3", "postgresql", "mysql", "odbc"
    std::string connection; // the line of connection_file
    std::filesystem::path mapping;
    std::string more; // further lines of [[source]]
};

// Read natively, with the shipped mapping.
Reading reading_of(const OneStop& one_stop);
std::filesystem::path shipped_mapping(const std::string& shape);

class Office {
public:
    // Makes the unit's key and writes the settings.
    Office(Reading reading, const std::string& collector_address);

    // `run --once`: until the source is read and everything has its receipt.
    Finished run_once(std::chrono::milliseconds limit = 4 * kPatience) const;
    void start(); // `run`
    int stop();
    void kill();
    Process& process() { return *process_; }

    // A sub-command with this office's settings.
    Finished command(Arguments arguments, std::chrono::milliseconds limit = 2 * kPatience) const;

    const TempDir& folder() const { return folder_; }
    std::filesystem::path settings_file() const { return folder_ / "agent.toml"; }
    std::filesystem::path connection_file() const { return folder_ / "connection"; }
    std::filesystem::path spool_file() const { return folder_ / "spool.db"; }
    std::string log() const;
    // Where a running agent's lines begin from now on.
    std::string log_after(std::size_t length) const { return log().substr(length); }

private:
    TempDir folder_;
    std::unique_ptr<Process> process_;
};

} // namespace congto::test
