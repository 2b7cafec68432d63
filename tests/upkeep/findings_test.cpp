#include "collector/upkeep/findings.h"

#include <catch2/catch.hpp>

using congto::upkeep::Findings;

TEST_CASE("of each kind the first are kept, and all are counted")
{
    Findings findings;
    CHECK(findings.empty());
    for (int i = 0; i < 1030; ++i) {
        findings.add("dossier", "number " + std::to_string(i));
    }
    findings.add("ledger", "entry 7");
    CHECK(findings.count() == 1031);
    const auto lines = findings.lines();
    REQUIRE(lines.size() == Findings::kKept + 2);
    CHECK(lines.front() == "dossier: number 0");
    CHECK(lines[Findings::kKept] == "dossier: 1,010 more like these");
    CHECK(lines.back() == "ledger: entry 7");
}

TEST_CASE("findings of two are kept and counted as of one")
{
    Findings some;
    Findings others;
    for (int i = 0; i < 15; ++i) {
        some.add("ledger", "a");
        others.add("ledger", "b");
    }
    some.add(others);
    CHECK(some.count() == 30);
    CHECK(some.lines().size() == Findings::kKept + 1);
    CHECK(some.lines().back() == "ledger: 10 more like these");
}
