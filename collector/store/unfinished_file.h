// A database file that is there whole or not at all, whatever interrupts its making.
#pragma once

#include <filesystem>

namespace congto::store {

// Made under another name beside its place, and given its own when it is finished. What an earlier
// interrupted making left is removed first. Nobody else makes the same file meanwhile. Throws
// runtime::BadSettings: a log or journal of a lost file of that name is there.
class UnfinishedFile {
public:
    explicit UnfinishedFile(std::filesystem::path file);
    ~UnfinishedFile(); // removes what was not finished
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    // Where to make it.
    const std::filesystem::path& path() const { return unfinished_; }
    // Its database must be closed. On disk when it returns. Throws runtime::Unavailable.
    void finish();

private:
    std::filesystem::path file_;
    std::filesystem::path unfinished_;
};

} // namespace congto::store
