// What root makes is of no use to the account a service runs as.
#pragma once

#include <filesystem>
#include <string>

namespace congto::runtime {

// Before a file is made. `command` is how it is called again: "congto-agent enroll". Throws
// BadSettings: this is root, and the folder of the file is another account's.
void require_own_folder(const std::filesystem::path& file, const std::string& command);

} // namespace congto::runtime
