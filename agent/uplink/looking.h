// Whether the uplink would get through: the same handshake, and no greeting.
#pragma once

#include "agent/uplink/settings.h"
#include "proto/model/time.h"

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>

namespace congto::uplink {

struct Look {
    enum class Found : std::uint8_t {
        well,
        away,     // no line for now
        doubted,  // who answers is not believed: nothing was sent
        not_one,  // who answers is no collector's uplink
        refusing, // the collector does not take this agent's certificate
    };
    Found found = Found::well;
    std::string detail; // a clause for a person
};

// Opens a stream to the address as the uplink does, by a proxy too, and ends it unsaid. Throws
// runtime::BadSettings: a certificate or key file cannot be read.
Look look_at_collector(const CollectorSettings& settings, model::Instant now,
                       std::chrono::milliseconds patience, const std::stop_token& stop = {});

} // namespace congto::uplink
