// A folder of one's own, gone at the end.
#pragma once

#include <filesystem>
#include <string_view>

namespace congto::test {

// Made under /tmp, or $TMPDIR when that is set; removed with all it holds by the destructor.
class TempDir {
public:
    TempDir();
    // Made in `parent` instead.
    explicit TempDir(const std::filesystem::path& parent);
    ~TempDir();
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    // Writes a file of that name and gives its path.
    std::filesystem::path write(std::string_view name, std::string_view content) const;

private:
    std::filesystem::path path_;
};

} // namespace congto::test
