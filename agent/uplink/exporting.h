// The agent's half of a stream as a file, for a unit that has no line (proto/README.md).
#pragma once

#include "config/runtime/clock.h"
#include "config/runtime/new_file.h"
#include "config/runtime/progress.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace congto::uplink {

struct Exported {
    std::string unit;
    std::uint64_t first_sequence = 0;
    std::uint64_t last_sequence = 0;
    std::uint64_t batches = 0;
    std::uint64_t bytes = 0; // of the file
};

// Writes what the spool holds without a receipt, also while an agent works with it. None: there is
// nothing, and no file is written. Throws as spool::Unreceipted and runtime::NewFile.
std::optional<Exported> export_unreceipted(const std::filesystem::path& spool,
                                           const std::filesystem::path& file,
                                           runtime::NewFile::Place place, runtime::Clock& clock,
                                           runtime::Progress& progress);

} // namespace congto::uplink
