// What operators decide while a collector runs: taken from the registers, handed to its writer.
#pragma once

#include "collector/store/day_standing.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace congto::collector {

// A value of one thread.
class Decisions {
public:
    // Those after this number have not taken effect yet.
    Decisions(std::filesystem::path register_file, std::int64_t after);

    // Decided since the last call, by number. While the registers cannot be read there are none,
    // and one line in the log says so; they come later.
    std::vector<store::Decision> fresh();

private:
    const std::filesystem::path file_;
    std::int64_t after_;
    std::filesystem::file_time_type read_of_{}; // the file's time when it was read
    bool unreadable_ = false;
};

} // namespace congto::collector
