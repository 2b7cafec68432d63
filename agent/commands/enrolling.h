// An agent that gets its identity, or had got it before somebody pulled the plug.
#pragma once

#include "agent/uplink/enrolment.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace congto::agent {

struct Enrolling {
    // Also of an identity that is there: whoever enrols anew wants another one.
    enum class Place : std::uint8_t { must_be_free, may_be_taken };

    std::filesystem::path identity;
    std::string unit; // whose agent this is set up as; empty: anybody's
    Place place = Place::must_be_free;
};

// The key is on disk before anybody is asked, and the identity before it is gone from there: after
// any interruption the same line leads to the same certificate. Throws as uplink::enroll().
// Throws BadSettings: the line is none, or an identity is there. Throws Unavailable: a file cannot
// be written.
uplink::Enrolled enroll(const Enrolling& wanted, std::string_view line, runtime::Clock& clock);

} // namespace congto::agent
