// Secrets that root makes are of no use to the account the agent runs as.
#pragma once

#include <filesystem>
#include <string>

namespace congto::agent {

// Before a secret is made. `command` is how it is called again: "congto-agent enroll". Throws
// runtime::BadSettings: this is root, and the folder of the file is another account's.
void require_own_folder(const std::filesystem::path& file, const std::string& command);

} // namespace congto::agent
