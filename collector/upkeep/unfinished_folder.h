// A folder that is there whole or not at all.
#pragma once

#include <filesystem>

namespace congto::upkeep {

// Made under another name beside its place, and given its own when it is finished. Only its owner
// may look into it. Throws runtime::BadSettings: it is there already, or is being made;
// runtime::Unavailable: it cannot be made.
class UnfinishedFolder {
public:
    explicit UnfinishedFolder(const std::filesystem::path& folder);
    ~UnfinishedFolder(); // removes what was not finished
    UnfinishedFolder(const UnfinishedFolder&) = delete;
    UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;

    const std::filesystem::path& path() const { return unfinished_; }
    // The files in it must be on disk. On disk when it returns. Throws runtime::Unavailable.
    void finish();

private:
    std::filesystem::path folder_;
    std::filesystem::path unfinished_;
};

} // namespace congto::upkeep
