// Who asks, and what he may see.
#pragma once

#include "collector/rates/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::reporting {

struct Caller {
    bool sees_all = false;
    std::string unit; // of one who does not: the code of the only unit he sees; empty: none

    bool operator==(const Caller&) const = default;
};

// On a plain line, which is of this machine, all is seen.
Caller on_plain_line();
// By the names of the certificate: "congto://ministry/…" sees all, "congto://unit/H44/…" H44; of
// several the first that is one of these; with none of them nothing is seen.
Caller certified(const std::vector<std::string_view>& uris);

// Why the caller may not see what is asked for; none: he may. Who sees one unit names it, asks for
// it as it is held (read otherwise it is counted, or covered, together with others), and for days
// that do not come from what others have.
std::optional<std::string> refusal(const Caller& caller, const rates::Arguments& asked);

} // namespace congto::reporting
