// Whatever fails at whichever moment, agent and collector come to the same end.
#include "tests/fault/two_ends.h"

#include <catch2/catch.hpp>

using namespace congto::test;

namespace {

void agent_and_collector_live_through(const Case& one)
{
    static const NewMinistry ministry;
    live_through(one, "both ends", [] { return std::make_unique<TwoEnds>(ministry); });
}

} // namespace

TEST_CASE("a disk that fails at any moment changes nothing in the end")
{
    const std::string file = GENERATE("spool.db", "store.db");
    const auto [fault, lasts, then, any] =
        GENERATE(Case{Fault::disk_full, Lasts::once, Then::goes_on, ""},
                 Case{Fault::disk_full, Lasts::until_mended, Then::goes_on, ""},
                 Case{Fault::disk_full, Lasts::until_mended, Then::starts_again, ""},
                 Case{Fault::io_error, Lasts::once, Then::goes_on, ""},
                 Case{Fault::io_error, Lasts::until_mended, Then::starts_again, ""});
    agent_and_collector_live_through({fault, lasts, then, file});
}

TEST_CASE("a power loss at any moment changes nothing in the end")
{
    const std::string file = GENERATE("spool.db", "store.db", "/");
    agent_and_collector_live_through(
        {Fault::power_loss, Lasts::until_mended, Then::starts_again, file});
}

TEST_CASE("memory that runs out at any moment changes nothing in the end")
{
    using enum Fault;
    agent_and_collector_live_through({no_memory, Lasts::once, Then::goes_on, ""});
    agent_and_collector_live_through({no_memory, Lasts::once, Then::starts_again, ""});
    agent_and_collector_live_through({no_memory_for_us, Lasts::once, Then::starts_again, ""});
}
