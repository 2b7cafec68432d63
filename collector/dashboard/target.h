// What a request names: a path and a query.
#pragma once

#include "collector/dashboard/fields.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::dashboard {

struct Target {
    std::string
        path; // as sent: no path of ours needs an escape, so that one with an escape is none
    Fields query;
};

// None: it is no path of visible ASCII with a query that can be read, or longer than 4 KiB.
std::optional<Target> read_target(std::string_view text);

} // namespace congto::dashboard
