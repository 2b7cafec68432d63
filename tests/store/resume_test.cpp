#include "collector/store/resume.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::store;

namespace {

wire::Chain chain(std::uint8_t number)
{
    wire::Chain made{};
    made.fill(number);
    return made;
}

const Incarnation kOurs{1};
const Incarnation kOther{2};

// An agent that assigned up to 30 (chain 3) and holds a receipt through 20 (chain 2).
SpoolGreeting an_agent()
{
    SpoolGreeting greeting;
    greeting.assigned_sequence = 30;
    greeting.assigned_chain = chain(3);
    greeting.receipted_sequence = 20;
    greeting.receipted_chain = chain(2);
    greeting.incarnation = kOurs;
    return greeting;
}

} // namespace

TEST_CASE("equal histories continue")
{
    CHECK(resume_of(an_agent(), {20, chain(2), chain(2)}, kOurs) == Resume::from_durable);
    CHECK(resume_of({}, {}, kOurs) == Resume::from_durable);
}

TEST_CASE("a lost receipt is no difference")
{
    CHECK(resume_of(an_agent(), {25, chain(7), chain(2)}, kOurs) == Resume::from_durable);
    CHECK(resume_of(an_agent(), {30, chain(3), chain(2)}, kOurs) == Resume::from_durable);
}

TEST_CASE("a chain that differs at the receipt, or at the end, abandons the spool")
{
    CHECK(resume_of(an_agent(), {20, chain(9), chain(9)}, kOurs) == Resume::abandon);
    CHECK(resume_of(an_agent(), {25, chain(7), chain(9)}, kOurs) == Resume::abandon);
    CHECK(resume_of(an_agent(), {25, chain(7), std::nullopt}, kOurs) == Resume::abandon);
    CHECK(resume_of(an_agent(), {30, chain(9), chain(2)}, kOurs) == Resume::abandon);
}

TEST_CASE("a collector that knows more than was ever assigned abandons the spool")
{
    CHECK(resume_of(an_agent(), {31, chain(4), chain(2)}, kOurs) == Resume::abandon);
    CHECK(resume_of({}, {1, chain(4), wire::Chain{}}, kOurs) == Resume::abandon);
}

TEST_CASE("a file that is older than what is durable is no other history, unless its chain is")
{
    SpoolGreeting greeting = an_agent();
    greeting.by_file = true;
    const auto resumed = [&](std::optional<wire::Chain> at_assigned) {
        return resume_of(greeting, {40, chain(4), chain(2), at_assigned}, kOurs);
    };
    CHECK(resumed(chain(3)) == Resume::from_durable);
    CHECK(resumed(chain(9)) == Resume::abandon);
    CHECK(resumed(std::nullopt) == Resume::abandon);
    greeting.by_file = false;
    CHECK(resumed(chain(3)) == Resume::abandon);
}

TEST_CASE("another incarnation, or a receipt for what is not here, reads again")
{
    CHECK(resume_of(an_agent(), {10, chain(1), std::nullopt}, kOther) == Resume::reread);
    CHECK(resume_of(an_agent(), {20, chain(2), chain(2)}, kOther) == Resume::reread);
    CHECK(resume_of(an_agent(), {10, chain(1), std::nullopt}, kOurs) == Resume::reread);
    CHECK(resume_of(an_agent(), {}, kOurs) == Resume::reread);
}

TEST_CASE("another history is abandoned even by another incarnation")
{
    CHECK(resume_of(an_agent(), {20, chain(9), chain(9)}, kOther) == Resume::abandon);
}

TEST_CASE("a spool shows the known history as its own by its last receipt, or by its end")
{
    CHECK(shows_known_history(an_agent(), {20, chain(2), chain(2)}));
    CHECK(shows_known_history(an_agent(), {30, chain(3), chain(2)}));
    CHECK(shows_known_history({}, {}));
    CHECK_FALSE(shows_known_history(an_agent(), {25, chain(7), chain(2)})); // may be another's
    CHECK_FALSE(shows_known_history(an_agent(), {10, chain(1), std::nullopt}));
    CHECK_FALSE(shows_known_history(an_agent(), {20, chain(9), chain(9)}));
}
