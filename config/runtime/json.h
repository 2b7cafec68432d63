// JSON text, written exactly.
#pragma once

#include <string>
#include <string_view>

namespace congto::runtime {

// A JSON string (RFC 8259) with its quotes. Bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

} // namespace congto::runtime
