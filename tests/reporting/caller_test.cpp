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
          "congto://ministry", "congto://Unit/H44/a", "x congto://ministry/a",
          "congto://ministry/a/b", "congto://ministry/a.b", "congto://unit/X/a",
          "congto://unit/H44/a/b", "congto://unit/ministry/a", "congto://H44/a", ""})
        CHECK(certified({uri}) == Caller{});
    CHECK(certified({}) == Caller{});
}

namespace {

congto::rates::Arguments of(const char* unit)
{
    congto::rates::Arguments asked;
    asked.unit = unit;
    return asked;
}

} // namespace

TEST_CASE("who sees all is refused nothing, who sees one unit everything else")
{
    const Caller phu_tho{false, "H44"};
    CHECK_FALSE(refusal(on_plain_line(), {}));
    CHECK_FALSE(refusal({true, {}}, of("H44")));
    CHECK_FALSE(refusal(phu_tho, of("H44")));
    CHECK(refusal(phu_tho, {}));
    CHECK(refusal(phu_tho, of("")));
    CHECK(refusal(phu_tho, of("H45")));
    CHECK(refusal({}, {}));
    CHECK(refusal({}, of("")));
    CHECK(refusal({}, of("H44")));
}

TEST_CASE("who sees one unit cannot have it counted or covered together with others")
{
    const Caller phu_tho{false, "H44"};
    auto asked = of("H44");
    asked.by = "nation";
    CHECK(refusal(phu_tho, asked));
    CHECK_FALSE(refusal({true, {}}, asked));
    for (const auto* units : {"old", "new"}) {
        asked = of("H44");
        asked.units = units;
        CHECK(refusal(phu_tho, asked));
        CHECK_FALSE(refusal({true, {}}, asked));
    }
    asked = of("H44");
    asked.all_time = true;
    CHECK(refusal(phu_tho, asked));
    for (const auto* by : {"unit", "body", "procedure"}) {
        asked = of("H44");
        asked.by = by;
        CHECK_FALSE(refusal(phu_tho, asked));
    }
}
