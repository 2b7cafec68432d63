// How agents reach the collector, and how much they may ask of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace congto::intake {

struct TlsFiles {
    std::filesystem::path ca;          // whose certificates agents must show
    std::filesystem::path certificate; // of this collector, its chain included
    std::filesystem::path key;
};

struct Limits {
    std::uint64_t window_bytes = 8ULL << 20;      // on their way without a receipt, per stream
    std::uint64_t batch_limit_bytes = 1ULL << 20; // largest Batch message
    std::uint64_t waiting_bytes = 128ULL << 20;   // batches waiting for the writer, of all streams
    std::size_t max_streams = 6000;
    // An agent has one; lines that broke unnoticed count until they are found dead.
    std::size_t max_streams_of_one = 32;
};

struct Listening {
    std::string address = "127.0.0.1:7400"; // port 0: any free one
    std::optional<TlsFiles> tls;            // none: plain text
};

} // namespace congto::intake
