// The units an agent may speak for, as the register has them now.
#pragma once

#include "collector/register/unit.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>

namespace congto::collector {

// Reads the register again when an import changed it. Any thread may call.
class KnownUnits {
public:
    // Throws as registers::open_for_reading. `clock` must outlive it.
    KnownUnits(std::filesystem::path register_file, runtime::Clock& clock);

    // The unit whose code this is today; none: no unit's. While the register cannot be read, what
    // was read last holds; it is tried again each second.
    std::optional<registers::UnitId> with_code(std::string_view code);

private:
    void read_if_changed();

    const std::filesystem::path file_;
    runtime::Clock& clock_;
    std::mutex guard_;
    std::filesystem::file_time_type read_of_; // the file's time when it was read
    registers::UnitRegister units_;
    bool unreadable_ = false;
    std::chrono::steady_clock::time_point again_{}; // not to be tried before
};

} // namespace congto::collector
