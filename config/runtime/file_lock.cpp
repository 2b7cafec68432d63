#include "config/runtime/file_lock.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace congto::runtime {

FileLock::FileLock(const std::filesystem::path& file, std::string_view taken)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640))
{
    if (descriptor_ < 0) {
        throw Unavailable(file.string() +
                          ": cannot be made: check that its folder exists and is this user's");
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const bool is_taken = errno == EWOULDBLOCK;
        ::close(descriptor_);
        throw Unavailable(file.string() + ": " +
                          (is_taken ? std::string(taken)
                                    : "its file system cannot lock a file; use a local disk"));
    }
}

FileLock::~FileLock()
{
    ::close(descriptor_);
}

} // namespace congto::runtime
