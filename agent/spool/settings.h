// [spool] of the agent's settings.
#pragma once

#include <cstdint>
#include <filesystem>

namespace congto::spool {

struct SpoolSettings {
    std::filesystem::path file;
    // The file grows no larger than this; reading pauses then. 0: as large as the disk allows.
    std::uint64_t size_limit = 0;
    // Reading pauses while the disk has less free than this: what is left is for storing receipts.
    std::uint64_t disk_reserve = 256ULL << 20;
    // Entries of one batch, which is one blob here and one frame on the wire: small ones cost a
    // frame each, large ones memory on both sides.
    std::size_t batch_entries = 1000;
};

} // namespace congto::spool
