#include "collector/upkeep/unfinished_folder.h"

#include "collector/store/unfinished_file.h"
#include "config/runtime/failure.h"

#include <cerrno>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace congto::upkeep {
namespace {

// Without the slash a shell may have completed it with.
std::filesystem::path named(const std::filesystem::path& folder)
{
    const std::filesystem::path whole = std::filesystem::absolute(folder).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

} // namespace

UnfinishedFolder::UnfinishedFolder(const std::filesystem::path& folder)
    : folder_(named(folder)), unfinished_(folder_.string() + ".new")
{
    std::error_code unseen;
    if (std::filesystem::exists(folder_, unseen)) {
        throw runtime::BadSettings(folder_.string() +
                                   ": is there already, and no backup is written over another; "
                                   "name a folder that is not there");
    }
    if (mkdir(unfinished_.c_str(), S_IRWXU) == 0) {
        return;
    }
    if (errno == EEXIST) {
        throw runtime::BadSettings(unfinished_.string() +
                                   ": is there: a backup is being made, or one was interrupted; "
                                   "remove it then, or name another folder");
    }
    throw runtime::Unavailable(unfinished_.string() +
                               ": cannot be made: " + std::generic_category().message(errno));
}

UnfinishedFolder::~UnfinishedFolder()
{
    std::error_code none_there;
    std::filesystem::remove_all(unfinished_, none_there);
}

void UnfinishedFolder::finish()
{
    std::error_code failure;
    if (!store::write_out_directory(unfinished_)) {
        failure = {errno, std::generic_category()};
    } else {
        // Fails where a folder with something in it has come meanwhile.
        std::filesystem::rename(unfinished_, folder_, failure);
    }
    if (!failure && !store::write_out_directory(folder_.parent_path())) {
        failure = {errno, std::generic_category()};
    }
    if (failure) {
        throw runtime::Unavailable(folder_.string() + ": cannot be made: " + failure.message());
    }
}

} // namespace congto::upkeep
