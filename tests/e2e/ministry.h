// The ministry's side: a collector with its state, and what is asked of it.
#pragma once

#include "tests/e2e/count_by_sql.h"
#include "tests/e2e/json.h"
#include "tests/e2e/programs.h"
#include "tests/support/temp_dir.h"

#include <filesystem>
#include <memory>
#include <string>

namespace congto::test {

class Ministry {
public:
    // `congto-collector init` in a folder of its own.
    Ministry();

    // Runs the collector, always on the same port. Returns when it listens. Starting one that
    // runs is a mistake.
    void start();
    int stop();
    void kill();
    Process& process() { return *process_; }

    // "127.0.0.1:21234"; before the first start an address where nobody listens.
    const std::string& address() const { return address_; }
    const TempDir& folder() const { return folder_; }
    std::filesystem::path state() const { return folder_ / "state"; }
    std::filesystem::path settings_file() const { return folder_ / "collector.toml"; }
    std::string log() const;

    // A sub-command with this ministry's settings.
    Finished command(Arguments arguments) const;
    // Its operator agrees to every withdrawal that is held, and the collector, which runs, has
    // taken that up when this returns.
    void agrees_to_withdrawals() const;
    // `rates --month … --basis … --json`
    Json rates(const std::string& month, const std::string& basis) const;
    // The figures of the one unit metered.
    MonthCount measured(const std::string& month, const std::string& basis) const;

private:
    TempDir folder_;
    std::string address_;
    std::unique_ptr<Process> process_;
};

} // namespace congto::test
