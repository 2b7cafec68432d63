// A simulated one-stop system in some engine, and the truth about it.
#pragma once

#include "tests/e2e/json.h"
#include "tests/e2e/programs.h"
#include "tests/support/temp_dir.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace congto::test {

// Where a one-stop database is, for whoever writes or counts in it.
struct Place {
    std::string engine;     // "sqlite3", "postgresql" or "mysql"
    std::string connection; // as SOCI takes it
};

// A SQLite database in the folder.
Place sqlite_in(const TempDir& folder);

class OneStop {
public:
    // Creates the tables. Shape: "opencps" or "wide". The folder keeps the simulator's own side.
    OneStop(const TempDir& folder, std::string shape, Place place, std::uint64_t seed);

    const std::string& shape() const { return shape_; }
    const Place& place() const { return place_; }

    void fill(int dossiers, const std::string& from_month, const std::string& to_month,
              std::chrono::milliseconds limit = 4 * kPatience, const Arguments& more = {});
    // `congto-province live` with these arguments added; ends with the value.
    std::unique_ptr<Process> live(const Arguments& arguments);
    // What it said.
    std::string log() const;
    // … and waits for it to be done.
    void live_through(const Arguments& arguments);
    // What `congto-province truth --json` says of all months.
    Json truth(const Arguments& more = {}) const;

private:
    Arguments command(const std::string& name) const;

    std::filesystem::path folder_;
    std::string shape_;
    Place place_;
};

// A seed of the run, printed; CONGTO_SEED repeats one.
std::uint64_t printed_seed();

} // namespace congto::test
