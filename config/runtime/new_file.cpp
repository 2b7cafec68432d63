#include "config/runtime/new_file.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace congto::runtime {
namespace {

constexpr std::size_t kWrittenAtOnce = 1 << 20;

[[noreturn]] void fail(const std::filesystem::path& file)
{
    throw Unavailable(file.string() + ": cannot be written: " + std::strerror(errno));
}

// Who finished it meanwhile gave the same file its name: that is not to be written over.
bool is_still_named(int descriptor, const std::filesystem::path& file)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(file.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

} // namespace

void write_out_folder_of(const std::filesystem::path& file)
{
    const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool written = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int why = errno;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    // Some file systems of sticks have nothing to write out for a folder, and say EINVAL.
    if (!written && why != EINVAL) {
        errno = why;
        fail(file);
    }
}

NewFile::NewFile(std::filesystem::path file, Place place, Readers readers)
    : file_(std::move(file)), unfinished_(file_.string() + ".unfinished"), place_(place),
      descriptor_(-1)
{
    constexpr mode_t kOwnersAlone = 0600;
    require_place();
    descriptor_ = ::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
                         readers == Readers::owner ? kOwnersAlone : 0644);
    if (descriptor_ < 0) {
        fail(file_);
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(descriptor_);
        throw Unavailable(file_.string() + ": another process is writing it; wait for its end");
    }
    if (!is_still_named(descriptor_, unfinished_)) {
        ::close(descriptor_);
        throw Unavailable(file_.string() + ": another process wrote it a moment ago; try again");
    }
    // One that was left by another making may have been there for all to read.
    const bool is_closed = readers != Readers::owner || ::fchmod(descriptor_, kOwnersAlone) == 0;
    if (!is_closed || ::ftruncate(descriptor_, 0) != 0) {
        ::close(descriptor_);
        fail(file_);
    }
}

NewFile::~NewFile()
{
    if (!finished_) {
        std::error_code gone;
        std::filesystem::remove(unfinished_, gone);
    }
    ::close(descriptor_);
}

void NewFile::require_place() const
{
    std::error_code unseen;
    if (place_ == Place::must_be_free && std::filesystem::symlink_status(file_, unseen).type() !=
                                             std::filesystem::file_type::not_found) {
        throw BadSettings(file_.string() + ": is there already, and is not written over");
    }
}

void NewFile::write(std::string_view bytes)
{
    waiting_ += bytes;
    if (waiting_.size() >= kWrittenAtOnce) {
        write_out();
    }
}

void NewFile::write_out()
{
    std::string_view left = waiting_;
    while (!left.empty()) {
        const ssize_t written = ::write(descriptor_, left.data(), left.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            fail(file_);
        }
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    waiting_.clear();
}

void NewFile::finish()
{
    write_out();
    if (::fsync(descriptor_) != 0) {
        fail(file_);
    }
    require_place();
    std::error_code failure;
    std::filesystem::rename(unfinished_, file_, failure);
    if (failure) {
        throw Unavailable(file_.string() + ": cannot be written: " + failure.message());
    }
    finished_ = true;
    write_out_folder_of(file_);
}

} // namespace congto::runtime
