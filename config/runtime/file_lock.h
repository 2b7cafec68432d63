// One program at a time: a lock on a file that ends with the process, however it ends.
#pragma once

#include <filesystem>
#include <string_view>

namespace congto::runtime {

// The file is made when it is missing, and stays: taking it away would let two programs lock two.
class FileLock {
public:
    // Throws Unavailable: another process holds it ("<file>: <taken>"), or the file cannot be made
    // or locked.
    FileLock(const std::filesystem::path& file, std::string_view taken);
    ~FileLock();
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_;
};

// Whether somebody holds it now. Takes nothing, so that nobody who starts is refused because
// somebody looked. Throws Unavailable.
bool is_held(const std::filesystem::path& file);

} // namespace congto::runtime
