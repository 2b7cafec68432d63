// How this agent comes by its certificate, and by the next one (proto/README.md).
#pragma once

#include "agent/uplink/identity_file.h"
#include "config/runtime/clock.h"
#include "proto/identity/invitation.h"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace congto::uplink {

// Both below end within this: a person waits.
inline constexpr std::chrono::seconds kEnrolmentPatience{8};

struct Enrolled {
    Identity identity;
    std::string unit;
    std::string agent;
    std::string uplink; // "host:port" of the collector
};

// Asks with the token of the line; `unit` is whose agent this is set up as, empty: anybody's. The
// answer was checked. Throws runtime::Unavailable: no line, or not now. Throws
// runtime::BadSettings: another collector answered, or it refuses, or its answer is not lawful.
Enrolled enroll(const identity::Invitation& invitation, const identity::PrivateKey& key,
                const std::string& unit, runtime::Clock& clock);

// The identity that follows, with another key. Throws as enroll().
Identity renewed(const Identity& identity, runtime::Clock& clock, const std::stop_token& stop);

} // namespace congto::uplink
