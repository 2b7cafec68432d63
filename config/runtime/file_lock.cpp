#include "config/runtime/file_lock.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace congto::runtime {
namespace {

// Of the whole file. Held by what opened it and not by the process, so that another part of the
// same process finds it taken too.
struct flock whole_file()
{
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

} // namespace

FileLock::FileLock(const std::filesystem::path& file, std::string_view taken)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640))
{
    if (descriptor_ < 0) {
        const bool is_there = errno == EACCES && ::access(file.c_str(), F_OK) == 0;
        throw Unavailable(file.string() +
                          (is_there ? ": is another account's; remove it, or run as that account"
                                    : ": cannot be made: check that its folder exists and is "
                                      "this user's"));
    }
    struct flock lock = whole_file();
    if (::fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
        const bool is_taken = errno == EAGAIN || errno == EACCES;
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

bool is_held(const std::filesystem::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) {
        return false;
    }
    struct flock asked = whole_file();
    const bool is_told = descriptor >= 0 && ::fcntl(descriptor, F_OFD_GETLK, &asked) == 0;
    const int why = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!is_told) {
        throw Unavailable(file.string() + ": cannot be looked at: " + std::strerror(why));
    }
    return asked.l_type != F_UNLCK;
}

} // namespace congto::runtime
