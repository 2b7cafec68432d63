// How a stream ended, and what follows from it.
#pragma once

#include "agent/uplink/messages.h"
#include "agent/uplink/stream.h"

#include <cstdint>
#include <string>

namespace congto::uplink {

struct Ending {
    enum class Why : std::uint8_t {
        stopped,
        told,
        lost,
        anew,
        refused,
        no_certificates,
        renewed, // another certificate is to be tried
        again,   // the spool stands otherwise than it greeted: greet again
    };
    Why why = Why::lost;
    std::string reason; // of a refusal
    std::string detail;
    Remedy remedy = Remedy::soon;
};

Ending lost(std::string detail);
Ending refused(std::string reason, std::string detail, Remedy remedy);
// What gRPC says: lost, unless a message was too large, which it would be again: one that was sent
// unless it goes in parts, one that came until somebody mends the collector.
Ending ended(StreamEnd end);

// What somebody can do about an entry that is too large: it cannot be sent in parts.
inline constexpr const char* kLetMoreThrough =
    "raise batch_limit in the collector's settings, or what a proxy on the way lets through";

} // namespace congto::uplink
