#include "config/runtime/own_folder.h"

#include "config/runtime/failure.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace congto::runtime {

// To give the file to that account would be to follow, as root, whatever links the account lays
// there.
void require_own_folder(const std::filesystem::path& file, const std::string& command)
{
    const auto folder = std::filesystem::absolute(file).parent_path();
    struct stat status = {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &status) != 0 || status.st_uid == 0) {
        return;
    }
    const passwd* known = ::getpwuid(status.st_uid);
    if (known == nullptr) {
        return; // mounted into a container: no service runs as it here
    }
    const std::string account = known->pw_name;
    throw BadSettings(folder.string() + ": is the folder of account " + account +
                      ", which could not read what root makes there; run it as that "
                      "account: runuser -u " +
                      account + " -- " + command + " ...");
}

} // namespace congto::runtime
