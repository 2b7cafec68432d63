#include "tests/support/temp_dir.h"

#include "tests/support/files.h"

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace congto::test {

TempDir::TempDir() : TempDir(std::filesystem::temp_directory_path()) {}

TempDir::TempDir(const std::filesystem::path& parent)
{
    std::string name = (parent / "congto-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), "cannot make " + name);
    path_ = name;
}

TempDir::~TempDir()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TempDir::write(std::string_view name, std::string_view content) const
{
    auto file = path_ / name;
    write_file(file, content);
    return file;
}

} // namespace congto::test
