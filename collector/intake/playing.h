// An export file, played to the collector as a stream is; what it says becomes the receipt file.
//
//   export file ─► Player ─► Conversation ─► writer ─► store      the same path as a stream's
//   receipt file ◄──┘ ◄───────────┘
#pragma once

#include "collector/intake/conversation.h"
#include "config/runtime/progress.h"

#include <filesystem>
#include <stop_token>

namespace congto::intake {

// Any thread may play; each file is played by one. What the surroundings name must outlive it.
class Player {
public:
    explicit Player(const Surroundings& around);

    enum class End : std::uint8_t {
        answered,    // there is a receipt file; it may hold a refusal
        interrupted, // the collector stops, or a newer greeting came between: play it again
    };
    // The file is read from end to end before anything of it is applied. Played again at any time,
    // it goes on where it stood. Throws Corrupt: the file is broken. Throws Unavailable: it cannot
    // be read, or the receipt file cannot be written (which is made in its place).
    End play(const std::filesystem::path& file, const std::filesystem::path& receipt,
             const std::stop_token& stop, runtime::Progress& progress);

private:
    Surroundings around_;
};

} // namespace congto::intake
