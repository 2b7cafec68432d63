// What stands beside a batch's body, in one column of the spool.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::spool {

// A check of what follows (8 bytes of SHA-256), then each with its length before it. Nothing beside
// it: nothing.
std::string packed_beside(const std::vector<std::string>& contents);
// None: it is not what was written.
std::optional<std::vector<std::string>> unpacked_beside(std::string_view bytes);

} // namespace congto::spool
