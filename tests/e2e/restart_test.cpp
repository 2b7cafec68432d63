// Both programs killed again and again, while dossiers are on their way.
#include "tests/e2e/agreement.h"

#include <catch2/catch.hpp>

#include <random>

using namespace congto::test;
using namespace std::chrono_literals;

namespace {

// SIGKILL for one of the two, or both, and up again.
void kill_and_restart(Ministry& ministry, Office& office, int which)
{
    if (which != 0)
        office.kill();
    if (which != 1) {
        ministry.kill();
        ministry.start();
    }
    if (which != 0)
        office.start();
}

} // namespace

TEST_CASE("after ten kills at any moment the figures are the true ones")
{
    const auto seed = printed_seed();
    std::mt19937_64 random(seed);
    const TempDir folder;
    OneStop one_stop(folder, "wide", sqlite_in(folder), seed);
    one_stop.fill(20'000, "2026-05", "2026-08");
    Ministry ministry;
    ministry.start();
    auto reading = reading_of(one_stop);
    // Slow enough that every kill comes while there is work.
    reading.more = "page = 250\nrows_per_second = 4000\n";
    Office office(reading, ministry.address());
    office.start();
    for (int i = 0; i != 10; ++i) {
        sleep_for(std::chrono::milliseconds(100 + random() % 500));
        INFO("kill " << i << "; agent: " << office.log() << "\ncollector: " << ministry.log());
        REQUIRE(ministry.process().running());
        REQUIRE(office.process().running());
        kill_and_restart(ministry, office, static_cast<int>(random() % 3));
    }
    // Before that a signal ends it as any program.
    const auto begins = lines_with(office.log(), "agent runs").size();
    office.kill();
    office.start();
    REQUIRE(eventually([&] { return lines_with(office.log(), "agent runs").size() > begins; }));
    CHECK(office.stop() == 0);
    const auto finished = office.run_once();
    INFO("agent run --once: " << shown(finished) << "\ncollector: " << ministry.log());
    REQUIRE(finished.status == 0);
    check_agreement(ministry, office, one_stop);
}
