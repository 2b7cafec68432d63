// A source, a spool and a reading of one by the other.
#pragma once

#include "agent/reading/follow.h"
#include "tests/reading/fake_source.h"
#include "tests/spool/fixture.h"
#include "tests/support/manual_clock.h"

#include <memory>
#include <set>
#include <string>

namespace congto::test {

struct ReadingBench {
    explicit ReadingBench(std::size_t page_rows = 3);

    // Ends the reading and begins it anew, as a new start of the agent does. `edition` makes the
    // mapping another one.
    void restart(const std::string& edition = "");
    void poll();
    // Some seconds pass for everybody.
    void pass(std::chrono::seconds time);
    // Polls, a second each, until nothing is left to read.
    void settle();

    // What the collector was told, and what the source shows.
    std::set<std::string> told();
    std::set<std::string> shown() const;

    model::UnitKey key() const;

    FakeSource source;
    ManualClock clock;
    SpoolBench spool;
    reading::Tempo tempo;
    std::unique_ptr<mapping::Mapping> mapping;
    std::unique_ptr<reading::PageReader> pages;
    std::unique_ptr<reading::Follow> follow;
    std::stop_source stop;
};

} // namespace congto::test
