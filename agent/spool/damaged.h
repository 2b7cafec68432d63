// A damaged spool, out of the way of a new one.
#pragma once

#include "config/runtime/clock.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace congto::spool {

// Held by whoever works with the spool: beside the file itself, by whatever link it is named.
std::filesystem::path lock_file_of(const std::filesystem::path& spool);

// "20260203T000000Z": for the name of a file; sorts as time does.
std::string utc_text(runtime::Instant instant);

// Renames the file and what SQLite keeps beside it to `<file>.damaged-<UTC time>`, and says so in
// the log; no Spool of this process may be open on it. Throws Corrupt: this happened three times
// within a day already, or the file does not look like a spool and is somebody else's. Throws
// Unavailable: another process works with it, or it cannot be renamed.
void move_damaged_aside(const std::filesystem::path& file, std::string_view why,
                        runtime::Clock& clock);

} // namespace congto::spool
