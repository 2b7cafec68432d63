// The ledger's compression.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace congto::store {

// A damaged size may claim any amount: so much is believed, and nothing larger is ever written.
// gRPC takes far less for a batch; an erased month of the nation is some tens of megabytes.
inline constexpr std::size_t kMostEntryBytes = 256ULL << 20;

// One zstd frame with its size and checksum in it. Any thread may call. Throws runtime::Failure: it
// could not be read again.
std::string compressed(std::string_view bytes);
// Throws runtime::Corrupt: not such a frame.
std::string decompressed(std::string_view frame);

} // namespace congto::store
