// The name of an agent in its certificate: congto://unit/H44/main.
#pragma once

#include "proto/identity/certificate.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::identity {

struct AgentName {
    std::string unit;  // code
    std::string agent; // letters, digits, "-" and "_", at most 32

    bool operator==(const AgentName&) const = default;
};

std::string uri_of(const AgentName& name);
// "H44/main"
std::string text_of(const AgentName& name);
// Whether it may stand in a certificate's name.
bool is_agent_name(std::string_view name);

// The first name of that form; none: the certificate names no agent.
std::optional<AgentName> agent_named_by(const Certificate& certificate);

} // namespace congto::identity
