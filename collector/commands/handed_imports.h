// Export files handed to a running collector, which owns the store.
//
//   import ──► <state>/import/<name>.export ──► the running collector plays it
//          ◄── <name>.receipt or <name>.fault ◄──┘
//
// Every file comes under its name whole, and leaves when it was answered: one that was taken up and
// not answered, because the collector ended, is taken up again by the next.
#pragma once

#include "collector/intake/playing.h"
#include "collector/store/state_directory.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace congto::collector {

// The side of the running collector: looks several times a second, on a thread of its own.
class HandedImports {
public:
    // Makes the folder. Throws Unavailable: it cannot be made.
    HandedImports(const store::StateDirectory& state, const intake::Player& player);
    // Stops in the middle of a file, if there is one.
    ~HandedImports() = default;
    HandedImports(const HandedImports&) = delete;
    HandedImports& operator=(const HandedImports&) = delete;

private:
    void run(const std::stop_token& stop);
    void take(const std::filesystem::path& file, const std::stop_token& stop);

    std::filesystem::path folder_;
    intake::Player player_;
    std::string fault_; // why the last file could not be answered for now
    std::jthread thread_;
};

// The side of `import`: one file.
class HandedImport {
public:
    // Copies the file into the folder. Throws Unavailable: no collector runs that takes it, or it
    // cannot be copied.
    HandedImport(const store::StateDirectory& state, const std::filesystem::path& file);
    // Takes back what was not answered, and the answer.
    ~HandedImport();
    HandedImport(const HandedImport&) = delete;
    HandedImport& operator=(const HandedImport&) = delete;

    // The receipt file, when there is one. Throws Corrupt: the file is broken. Throws Unavailable:
    // the collector ended before it answered.
    std::optional<std::filesystem::path> receipt() const;

private:
    std::filesystem::path beside(const char* suffix) const;

    store::StateDirectory state_;
    std::filesystem::path stem_;
};

// Another process holds the state directory.
bool a_collector_runs(const store::StateDirectory& state);

} // namespace congto::collector
