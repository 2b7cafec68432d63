#include "collector/store/file_lock.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace congto::store {

FileLock::FileLock(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640))
{
    if (descriptor_ < 0) {
        throw runtime::Unavailable(file.string() +
                                   ": cannot be made: check that the directory exists and is this "
                                   "user's");
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor_);
        throw runtime::Unavailable(
            file.string() + ": another collector runs on this state directory; stop it first");
    }
}

FileLock::~FileLock()
{
    ::close(descriptor_);
}

} // namespace congto::store
