// What a power loss may take: per file, what was synced and what was done to it since.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace congto::test {

// Of one file, whatever its name becomes.
struct Unsynced {
    struct Change {
        std::uint64_t at = 0;
        std::optional<std::string> written; // none: cut off at `at`
    };

    std::string synced;
    bool name_synced = true; // false: made since, and perhaps not in its folder yet
    std::vector<Change> changes;

    void write(std::string_view bytes, std::uint64_t at)
    {
        changes.push_back({at, std::string(bytes)});
    }
    void truncate(std::uint64_t size) { changes.push_back({size, std::nullopt}); }
    // Says it failed: what it had to write is not tried again, as Linux does it.
    void fail_to_sync() { changes.clear(); }
    // What a disk may hold: any of the changes, one of them by half.
    std::string after_power_loss(std::mt19937& random) const;
};

// The files of a process. A deletion that was not synced may be undone by a power loss.
class UnsyncedFiles {
public:
    // Known already, or as it is on the disk.
    Unsynced* opened(const std::filesystem::path& file, bool is_new);
    void removed(const std::filesystem::path& file, bool synced);
    // SQLite syncs the folder with a new journal: names made in it are there then, and those
    // removed are gone.
    void synced(Unsynced& file);
    void power_returns(const std::filesystem::path& folder, std::mt19937& random);
    void forget();

private:
    std::map<ino_t, Unsynced> files_;
    std::map<std::filesystem::path, Unsynced> removed_;
};

} // namespace congto::test
