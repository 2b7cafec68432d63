// A spool with something in it, a collector, and an uplink between them.
#pragma once

#include "agent/uplink/uplink.h"
#include "tests/spool/fixture.h"
#include "tests/support/process.h"
#include "tests/uplink/fake_collector.h"

#include <memory>
#include <string>
#include <thread>

namespace congto::test {

// Waits of a second become waits of milliseconds.
uplink::Waits short_waits();

struct UplinkBench {
    UplinkBench();
    ~UplinkBench() { hang_up(); }

    // Spools batches of ten observations.
    void spool_batches(int batches);
    void call();
    void hang_up();
    // Everything spooled is receipted within a few seconds.
    bool all_receipted();
    std::string spool_id() const;
    std::string refusal() const;

    SpoolBench spool;
    FakeCollector collector;
    std::uint16_t port;
    uplink::CollectorSettings settings;
    uplink::Waits waits = short_waits();
    runtime::SystemClock clock;
    std::unique_ptr<uplink::Uplink> uplink;
    std::jthread calling;
    int spooled = 0;
};

} // namespace congto::test
