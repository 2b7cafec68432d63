// What a store file says it is.
#pragma once

#include <cstdint>

namespace congto::store {

inline constexpr int kStorePageSize = 4096;
inline constexpr int kEdition = 7;
inline constexpr std::uint32_t kFileKind = 0x43475354; // "CGST", PRAGMA application_id

} // namespace congto::store
