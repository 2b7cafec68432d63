// Days somebody wants read at once: asked of a running agent by a file beside its spool.
//
// Only the process that holds the spool may write it, so another one leaves a note:
// `<spool>.ask`, a line "source 2026-10-01 2026-10-31" for each range. The agent looks several
// times a second, writes what is asked into the spool, and takes the file away.
#pragma once

#include "proto/model/time.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace congto::agent {

// Both ends included.
struct AskedDays {
    std::string source;
    model::Day from;
    model::Day to;

    bool operator==(const AskedDays&) const = default;
};

std::filesystem::path asked_days_file(const std::filesystem::path& spool);

// Whole or not at all. False: an earlier one is still there. Throws Unavailable: it cannot be
// written.
bool leave_asked_days(const std::filesystem::path& file, const std::vector<AskedDays>& asked);
// An earlier one was taken.
bool asked_days_are_taken(const std::filesystem::path& file);

struct FoundDays {
    bool found = false;
    std::vector<AskedDays> asked;
    std::string fault; // of the first line that cannot be understood; empty: none
};

// Leaves the file.
FoundDays find_asked_days(const std::filesystem::path& file);

} // namespace congto::agent
