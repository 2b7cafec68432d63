// The ledger's compression.
#pragma once

#include <string>
#include <string_view>

namespace congto::store {

// One zstd frame with its size and checksum in it. Any thread may call.
std::string compressed(std::string_view bytes);
// Throws runtime::Corrupt: not such a frame.
std::string decompressed(std::string_view frame);

} // namespace congto::store
