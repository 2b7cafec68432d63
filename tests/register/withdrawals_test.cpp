// What operators decided of held dossiers: numbered, chained, read from a number on.
#include "collector/register/register_ledger.h"
#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using registers::WithdrawalDecision;

namespace {

WithdrawalDecision decided(WithdrawalDecision::Verdict verdict, const std::string& reason)
{
    WithdrawalDecision decision;
    decision.at = runtime::Instant(std::chrono::seconds(1'770'000'000));
    decision.verdict = verdict;
    decision.unit = 1;
    decision.source = 3;
    decision.source_name = "onestop";
    decision.from = *model::parse_day("2026-02-01");
    decision.to = *model::parse_day("2026-02-28");
    decision.reason = reason;
    decision.decided_by = "operator";
    return decision;
}

} // namespace

TEST_CASE("decisions are numbered in their order and come back as they were made")
{
    const test::TempDir folder;
    registers::create(folder / "register.db", {});
    const auto registers = registers::open_for_import(folder / "register.db");
    auto made = registers::enter_decisions(
        *registers, {decided(WithdrawalDecision::Verdict::accept, "dòng thử"),
                     decided(WithdrawalDecision::Verdict::reject, "purged")});
    REQUIRE(made.size() == 2);
    CHECK(made[0].number == 1);
    CHECK(made[1].number == 2);
    const auto third = registers::enter_decisions(
        *registers, {decided(WithdrawalDecision::Verdict::accept, "once more")});
    made.push_back(third.at(0));
    CHECK(registers::decisions_after(*registers, 0) == made);
    CHECK(registers::decisions_after(*registers, 2) == third);
    CHECK(registers::decisions_after(*registers, 3).empty());
}

TEST_CASE("a decision is an act of the register ledger, with its reason and who made it")
{
    const test::TempDir folder;
    registers::create(folder / "register.db", {});
    const auto registers = registers::open_for_import(folder / "register.db");
    registers::enter_decisions(*registers,
                               {decided(WithdrawalDecision::Verdict::reject, "purged")});
    SQLite::Statement last(*registers, "SELECT act, payload FROM register_ledger ORDER BY entry "
                                       "DESC LIMIT 1");
    REQUIRE(last.executeStep());
    CHECK(last.getColumn(0).getString() == "withdrawals reject");
    CHECK(last.getColumn(1).getString() ==
          "number 1\nunit 1\nsource 3 onestop\nfrom 2026-02-01\n"
          "to 2026-02-28\nheld through 0\nreason purged\nby operator\n");
    CHECK(registers::first_broken_entry(*registers) == std::nullopt);
}

TEST_CASE("an order of sources is an act of the register ledger, with all their names")
{
    const test::TempDir folder;
    registers::create(folder / "register.db", {});
    const auto registers = registers::open_for_import(folder / "register.db");
    WithdrawalDecision order = decided(WithdrawalDecision::Verdict::order, "letter 31");
    order.source_name = "archive onestop";
    const auto made = registers::enter_decisions(*registers, {order});
    CHECK(registers::decisions_after(*registers, 0) == made);
    SQLite::Statement last(*registers, "SELECT act, payload FROM register_ledger ORDER BY entry "
                                       "DESC LIMIT 1");
    REQUIRE(last.executeStep());
    CHECK(last.getColumn(0).getString() == "sources order");
    CHECK(last.getColumn(1).getString() == "number 1\nunit 1\nsources archive onestop\n"
                                           "reason letter 31\nby operator\n");
}

TEST_CASE("of several decisions made together all are entered, or none")
{
    const test::TempDir folder;
    registers::create(folder / "register.db", {});
    const auto registers = registers::open_for_import(folder / "register.db");
    WithdrawalDecision unlawful = decided(WithdrawalDecision::Verdict::accept, "no such unit");
    unlawful.unit = 999'999;
    CHECK_THROWS(registers::enter_decisions(
        *registers, {decided(WithdrawalDecision::Verdict::accept, "good"), unlawful}));
    CHECK(registers::decisions_after(*registers, 0).empty());
}
