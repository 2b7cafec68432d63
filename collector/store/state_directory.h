// Where a collector keeps what it knows: a directory with three databases and an authority.
#pragma once

#include <filesystem>

namespace congto::store {

// store.db is written by the running collector alone; register.db by the imports, which are other
// processes: a WAL must have one writer (README.md). access.db, who may do what, by both: nothing
// of it changes a figure.
struct StateDirectory {
    std::filesystem::path path;

    std::filesystem::path store_file() const { return path / "store.db"; }
    std::filesystem::path register_file() const { return path / "register.db"; }
    std::filesystem::path access_file() const { return path / "access.db"; }
    // The collector's own authority, made by `init`, and the certificate it signs for the
    // collector.
    std::filesystem::path authority_folder() const { return path / "authority"; }
    std::filesystem::path authority_file() const { return authority_folder() / "authority.pem"; }
    std::filesystem::path authority_key_file() const
    {
        return authority_folder() / "authority.key";
    }
    // "127.0.0.1:7400\n" while a collector listens: the address it really got.
    std::filesystem::path listening_file() const { return path / "listening"; }
    // Export files that wait for the running collector, and its answers to them.
    std::filesystem::path import_folder() const { return path / "import"; }
    // Held by the collector that runs here; a second one is refused.
    std::filesystem::path lock_file() const { return path / "lock"; }
};

} // namespace congto::store
