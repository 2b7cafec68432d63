// A disk that fails when told: SQLite's file system, between SQLite and the real one.
//
//   program ─► SQLite ─► FaultyDisk ─► files
//                         │ counts, fails the n-th, remembers what was synced
//
// Installed, it is the default of this process, so that what is tested opens its files as it always
// does. What was written and not synced is remembered: when the power returns, each such write is
// there, half there or not there, as a disk may leave it. One thread uses it.
#pragma once

#include "tests/fault/trouble.h"

#include <filesystem>
#include <random>

namespace congto::test {

class FaultyDisk {
public:
    // The one of this process; registered with SQLite at the first call.
    static FaultyDisk& installed();

    // Counts from now on; `trouble.at` comes to pass once. Not for no_memory.
    void arm(const Trouble& trouble);
    // All is well again; counting ends.
    void mend();
    // Operations counted since arm, and whether the trouble came to pass.
    std::uint64_t counted() const;
    bool struck() const;

    // What is in `folder` after a power loss: what was synced, and of the rest what chance left. No
    // file there may be open.
    void power_returns(const std::filesystem::path& folder, std::mt19937& random);
    // Nothing is known of any file: what is there counts as synced.
    void forget();

private:
    FaultyDisk();
};

} // namespace congto::test
