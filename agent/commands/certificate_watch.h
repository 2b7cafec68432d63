// The agent's certificate while it runs: is it good for long enough?
#pragma once

#include "agent/uplink/own_certificate.h"
#include "config/runtime/clock.h"
#include "config/runtime/metrics.h"

#include <chrono>
#include <optional>
#include <vector>

namespace congto::agent {

// A value of one thread.
class CertificateWatch {
public:
    // The clock must outlive it.
    CertificateWatch(uplink::CollectorSettings settings, runtime::Clock& clock)
        : settings_(std::move(settings)), clock_(clock)
    {
    }

    // Looks when it is time to, every 15 s. One line in the log 30, 7 and 1 days before the end
    // when it is not renewed, and when it is over.
    void look();
    // Its end and its alarm as of the last look; none: there is no certificate.
    std::vector<runtime::Metric> metrics() const;

private:
    uplink::CollectorSettings settings_;
    runtime::Clock& clock_;
    std::chrono::steady_clock::time_point due_{};
    std::optional<uplink::OwnCertificate> own_;
    std::optional<int> alarm_; // days, as in the log
};

} // namespace congto::agent
