// A row's key as the index keeps it: small, and another one for every other text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace congto::spool {

// The index is as large as its keys. Most sources number their rows or give them GUIDs: a number
// becomes an integer, a GUID in one case 16 bytes and the case, anything else stays as it is.
using RowKey = std::variant<std::int64_t, std::array<std::uint8_t, 17>, std::string_view>;

// The text must outlive a RowKey that stays as it is.
RowKey packed(std::string_view text);
// The text again.
std::string unpacked(const RowKey& key);

class Query;
// … of a key as a table keeps it.
std::string unpacked(const Query& row, int column);

} // namespace congto::spool
