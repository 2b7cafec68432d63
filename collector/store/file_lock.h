// One program at a time: a lock on a file that ends with the process, however it ends.
#pragma once

#include <filesystem>

namespace congto::store {

class FileLock {
public:
    // Throws runtime::Unavailable: another process holds it.
    explicit FileLock(const std::filesystem::path& file);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

} // namespace congto::store
