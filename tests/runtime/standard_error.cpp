#include "tests/runtime/standard_error.h"

#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace congto::runtime::test {

std::string standard_error_of(const std::function<void()>& work)
{
    const congto::test::TempDir folder;
    const std::filesystem::path file = folder / "stderr";
    std::fflush(stderr);
    const int before = ::dup(STDERR_FILENO);
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ::dup2(opened, STDERR_FILENO);
    work();
    std::fflush(stderr);
    ::dup2(before, STDERR_FILENO);
    ::close(opened);
    ::close(before);
    return congto::test::read_file(file);
}

} // namespace congto::runtime::test
