// How a stream ended, and what follows from it.
#pragma once

#include "agent/uplink/messages.h"
#include "agent/uplink/stream.h"

#include <cstdint>
#include <string>

namespace congto::uplink {

struct Ending {
    enum class Why : std::uint8_t { stopped, told, lost, anew, refused, no_certificates };
    Why why = Why::lost;
    std::string reason; // of a refusal
    std::string detail;
    Remedy remedy = Remedy::soon;
};

Ending lost(std::string detail);
Ending refused(std::string reason, std::string detail, Remedy remedy);
// What gRPC says: lost, unless a message was too large, which it would be again.
Ending ended(StreamEnd end);

// What somebody can do about a batch that is too large.
inline constexpr const char* kLowerEntries =
    "lower [spool] batch_entries for what is read from now on";

} // namespace congto::uplink
