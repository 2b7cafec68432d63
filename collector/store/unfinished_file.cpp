#include "collector/store/unfinished_file.h"

#include "config/runtime/failure.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace congto::store {
namespace {

// With what SQLite keeps beside a database.
void remove_database(const std::filesystem::path& file)
{
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        std::error_code none_there;
        std::filesystem::remove(file.string() + suffix, none_there);
    }
}

// SQLite would write what is left of a lost database into the new one of its name.
void refuse_remains(const std::filesystem::path& file)
{
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        std::error_code unseen;
        if (std::filesystem::exists(file.string() + suffix, unseen)) {
            throw runtime::BadSettings(file.string() + suffix +
                                       ": is left of a lost file; move it away");
        }
    }
}

} // namespace

UnfinishedFile::UnfinishedFile(std::filesystem::path file)
    : UnfinishedFile(std::move(file), Place::is_free)
{
}

UnfinishedFile UnfinishedFile::in_place_of(std::filesystem::path file)
{
    return UnfinishedFile(std::move(file), Place::is_taken);
}

UnfinishedFile::UnfinishedFile(std::filesystem::path file, Place place)
    : file_(std::move(file)), unfinished_(file_.string() + ".new")
{
    remove_database(unfinished_);
    if (place == Place::is_free) {
        refuse_remains(file_);
    }
}

UnfinishedFile::~UnfinishedFile()
{
    remove_database(unfinished_);
}

void UnfinishedFile::finish()
{
    std::error_code failure;
    std::filesystem::rename(unfinished_, file_, failure);
    if (!failure && !write_out_directory(std::filesystem::absolute(file_).parent_path())) {
        failure = {errno, std::generic_category()};
    }
    if (failure) {
        throw runtime::Unavailable(file_.string() + ": cannot be made: " + failure.message());
    }
}

bool write_out_directory(const std::filesystem::path& directory)
{
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return false;
    }
    const bool written = fsync(descriptor) == 0;
    close(descriptor);
    return written;
}

} // namespace congto::store
