// Whom a certificate names: an agent, congto://unit/H44/main, or a program of the ministry,
// congto://ministry/statistics.
#pragma once

#include "proto/identity/certificate.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::identity {

struct AgentName {
    std::string unit;  // code; kMinistry: a program of the ministry
    std::string agent; // letters, digits, "-" and "_", at most 32

    bool operator==(const AgentName&) const = default;
};

// Stands where an agent has the code of its unit, and is none.
inline constexpr std::string_view kMinistry = "ministry";

std::string uri_of(const AgentName& name);
// "H44/main", "ministry/statistics"
std::string text_of(const AgentName& name);
// Whether it may stand in a certificate's name.
bool is_agent_name(std::string_view name);

// None: a URI of neither form.
std::optional<AgentName> named_by(std::string_view uri);
// The first name of either form; none: the certificate names nobody.
std::optional<AgentName> holder_of(const Certificate& certificate);
// The same, of an agent alone.
std::optional<AgentName> agent_named_by(const Certificate& certificate);

} // namespace congto::identity
