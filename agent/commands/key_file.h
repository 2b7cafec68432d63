// The unit's key as a file that is carried: of `congto-agent key` alone.
#pragma once

#include <filesystem>
#include <string>

namespace congto::agent {

// 16 hexadecimal digits that tell keys apart and reveal nothing. Throws runtime::BadSettings:
// missing, of another form, or readable by others.
std::string key_id_of(const std::filesystem::path& file);

// Copies the key to a new file, readable by its owner alone and on disk when this returns; its id.
// Throws runtime::BadSettings: `from` is no sound key file, or `to` is there already (it is left as
// it is) or cannot be written.
std::string copy_key(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace congto::agent
