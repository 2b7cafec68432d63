#include "collector/reporting/caller.h"

#include <catch2/catch.hpp>

using namespace congto::reporting;

TEST_CASE("a certificate's names say who asks")
{
    CHECK(certified({"congto://unit/H44/agent-1"}) == Caller{false, "H44"});
    CHECK(certified({"congto://ministry/statistics"}) == Caller{true, {}});
    CHECK(certified({"spiffe://elsewhere/x", "congto://unit/G09/a"}) == Caller{false, "G09"});
    // The first decides: a unit's certificate is not widened by what stands behind.
    CHECK(certified({"congto://unit/H44/a", "congto://ministry/x"}) == Caller{false, "H44"});
}

TEST_CASE("names that are nearly right name nobody")
{
    for (const auto* uri :
         {"congto://unit/", "congto://unit//a", "congto://unit/H44", "congto://ministry/",
          "congto://ministry", "congto://Unit/H44/a", "x congto://ministry/a", ""})
        CHECK(certified({uri}) == Caller{});
    CHECK(certified({}) == Caller{});
}

TEST_CASE("who sees all is refused nothing, who sees one unit everything else")
{
    CHECK_FALSE(refusal(on_plain_line(), ""));
    CHECK_FALSE(refusal({true, {}}, "H44"));
    CHECK_FALSE(refusal({false, "H44"}, "H44"));
    CHECK(refusal({false, "H44"}, ""));
    CHECK(refusal({false, "H44"}, "H45"));
    CHECK(refusal({}, ""));
    CHECK(refusal({}, "H44"));
}
