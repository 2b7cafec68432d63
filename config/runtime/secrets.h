// Where secrets come from, and where they do not go.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace congto::runtime {

// A value "credential:onestop" names the file systemd hands a unit by
// LoadCredential=onestop:/etc/congto/onestop.connection.
struct Credential {
    std::filesystem::path file;
    std::string fault; // why there is no such file; empty: it is named well
};

// None: the value is a path like any other.
std::optional<Credential> credential_of(std::string_view value);

// systemd lets the unit's user read it by an access list, whose mask stands where the group's
// rights do: they then say nothing about a group.
bool is_credential(const std::filesystem::path& file);

// What this process has in memory is written to no core file, and no other process of its user may
// look at it. What the system refuses is let be: the unit says the same (LimitCORE=0).
void keep_memory_private();

} // namespace congto::runtime
