#include "config/runtime/service_manager.h"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <string>

namespace congto::runtime {

void tell_ready(std::string_view status)
{
    sd_notify(0, ("READY=1\nSTATUS=" + std::string(status)).c_str());
}

void tell_stopping()
{
    sd_notify(0, "STOPPING=1\nSTATUS=stopping");
}

Watchdog::Watchdog(Clock& clock) : clock_(clock)
{
    std::uint64_t allowed = 0;
    if (sd_watchdog_enabled(0, &allowed) > 0) {
        every_ = std::chrono::microseconds(allowed / 4);
    }
}

void Watchdog::went_round()
{
    const auto now = clock_.steady();
    if (every_.count() != 0 && now >= due_) {
        due_ = now + every_;
        sd_notify(0, "WATCHDOG=1");
    }
}

} // namespace congto::runtime
