// Where a collector keeps what it knows: a directory with two databases.
#pragma once

#include <filesystem>

namespace congto::store {

// store.db is written by the running collector alone; register.db by the imports, which are other
// processes. Two files, because a WAL must have one writer (README.md).
struct StateDirectory {
    std::filesystem::path path;

    std::filesystem::path store_file() const { return path / "store.db"; }
    std::filesystem::path register_file() const { return path / "register.db"; }
    // "127.0.0.1:7400\n" while a collector listens: the address it really got.
    std::filesystem::path listening_file() const { return path / "listening"; }
    // Export files that wait for the running collector, and its answers to them.
    std::filesystem::path import_folder() const { return path / "import"; }
    // Held by the collector that runs here; a second one is refused.
    std::filesystem::path lock_file() const { return path / "lock"; }
};

} // namespace congto::store
