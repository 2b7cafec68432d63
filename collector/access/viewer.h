// Who looks at figures, and which he sees.
#pragma once

#include <cstdint>
#include <string>

namespace congto::access {

// Operators decide and see all, the ministry sees all, a unit's people see their own unit.
enum class Role : std::uint8_t { operators, ministry, unit };

struct Viewer {
    std::string account; // its name
    Role role = Role::unit;
    std::string unit; // code; with Role::unit alone

    bool operator==(const Viewer&) const = default;
};

} // namespace congto::access
