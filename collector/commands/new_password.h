// A password that somebody gives a command: never as an argument, which others on the machine see.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace congto::collector {

// The first line of `file`; without one of standard input, which a terminal asks for twice without
// showing it. Throws runtime::BadSettings: it is no good as the password of that account, the two
// are not the same, or there is none; runtime::Unavailable: the file cannot be read.
std::string new_password(const std::optional<std::filesystem::path>& file,
                         const std::string& account);

} // namespace congto::collector
