// A database file that is there whole or not at all, whatever interrupts its making.
#pragma once

#include <cstdint>
#include <filesystem>

namespace congto::store {

// Made under another name beside its place, and given its own when it is finished. What an earlier
// interrupted making left is removed first. Nobody else makes the same file meanwhile.
class UnfinishedFile {
public:
    // In a place that is free. Throws runtime::BadSettings: a log or journal of a lost file of that
    // name is there.
    explicit UnfinishedFile(std::filesystem::path file);
    // In the place of a database that has neither when this is finished.
    static UnfinishedFile in_place_of(std::filesystem::path file);
    ~UnfinishedFile(); // removes what was not finished
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    // Where to make it.
    const std::filesystem::path& path() const { return unfinished_; }
    // Its database must be closed. On disk when it returns. Throws runtime::Unavailable.
    void finish();

private:
    enum class Place : std::uint8_t { is_free, is_taken };
    UnfinishedFile(std::filesystem::path file, Place place);

    std::filesystem::path file_;
    std::filesystem::path unfinished_;
};

// A new name in a directory is durable when the directory is. False: errno says why.
bool write_out_directory(const std::filesystem::path& directory);

} // namespace congto::store
