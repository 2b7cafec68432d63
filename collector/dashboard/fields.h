// Names and values as forms and queries carry them: application/x-www-form-urlencoded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::dashboard {

using Fields = std::vector<std::pair<std::string, std::string>>; // in order, repeated ones repeated

// "a=1&b=two+words", decoded once. None: an escape that is none, a field without a name, bytes that
// are not UTF-8, control characters, more than 32 fields.
std::optional<Fields> read_fields(std::string_view text);

// None: it is not there, or several times.
std::optional<std::string> only(const Fields& fields, std::string_view name);

} // namespace congto::dashboard
