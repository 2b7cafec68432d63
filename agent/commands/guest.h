// What a guest on somebody's server does.
#pragma once

#include <string_view>

namespace congto::agent {

// Tells systemd, if it started this program, e.g. "READY=1" (sd_notify(3)). Never fails.
void notify_systemd(std::string_view state);

// Pages of program code that were used once, at the start or by a back-fill, leave this process;
// what is still used comes back from the page cache by itself.
void give_back_code();

} // namespace congto::agent
