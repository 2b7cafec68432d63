// What drivers say, fit for a log. Of this room alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace congto::source {

// One line of at most 300 bytes: each of `secrets` is "***", in their order; no value of a row
// (engines write those after a colon, in quotes), no query text.
std::string cleaned_message(std::string_view message, const std::vector<std::string>& secrets);

} // namespace congto::source
