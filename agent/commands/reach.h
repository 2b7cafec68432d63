// Whether an address answers at all.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace congto::agent {

// Connects by TCP to "host:port" and hangs up. None: it answers; else why not, for a person.
std::optional<std::string> why_unreachable(const std::string& address,
                                           std::chrono::milliseconds timeout);

} // namespace congto::agent
