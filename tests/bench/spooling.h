// Source → mapping → reading → spool in this process, as the agent does it.
#pragma once

#include "agent/source/queries.h"
#include "tests/bench/programs.h"

#include <cstddef>
#include <filesystem>

namespace congto::bench {

inline constexpr std::size_t kRowsOfPage = 5000;

struct Spooled {
    double seconds = 0;        // from the first query to the last page's commit
    std::size_t rows = 0;      // read
    std::size_t entries = 0;   // spooled
    double bytes_of_entry = 0; // of the batches, as they would be sent
};

// Reads all of the system into a new spool `file`; `folder` takes the connection file.
Spooled spool_one_stop(const OneStop& system, const std::filesystem::path& folder,
                       const std::filesystem::path& file);

// What the mapping asks this engine.
source::Queries queries_of(const OneStop& system);

} // namespace congto::bench
