// Deciding on held dossiers: the listing, and the decisions a running collector takes up.
#include "collector/commands/decisions.h"
#include "collector/commands/withdrawals_listing.h"
#include "collector/register/registers.h"
#include "collector/register/withdrawal.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <sstream>

using namespace congto;
using namespace congto::collector;

namespace {

store::HeldDay held(store::UnitId unit, const char* day, bool kept = false)
{
    return {{unit, 1},
            "onestop",
            *model::parse_day(day),
            21,
            100,
            wire::RemovalCause::absent,
            model::Instant(std::chrono::seconds(1'770'000'000)),
            kept};
}

std::string table(const std::vector<store::HeldDay>& days, By by, std::int64_t waiting = 0)
{
    const test::TempDir folder;
    registers::create(folder / "register.db", {});
    const auto registers = registers::open_for_reading(folder / "register.db");
    std::ostringstream out;
    runtime::print(
        out, withdrawals_listing(days, registers::read_unit_register(*registers), by, waiting),
        runtime::Shape::csv);
    return out.str();
}

} // namespace

TEST_CASE("held days are shown a month in a row, what was decided apart from what was not")
{
    const std::string shown = table({held(1, "2026-01-30"), held(1, "2026-01-31"),
                                     held(1, "2026-02-01"), held(1, "2026-02-02", true)},
                                    By::month);
    CHECK(shown.find("2026-01-30,2026-01-31,2,42,200,absent,2026-02-02 09:40:00,open") !=
          std::string::npos);
    CHECK(shown.find("2026-02-01,2026-02-01,1,21,100,absent,2026-02-02 09:40:00,open") !=
          std::string::npos);
    CHECK(shown.find("2026-02-02,2026-02-02,1,21,100,absent,2026-02-02 09:40:00,kept") !=
          std::string::npos);
    const std::string days = table({held(1, "2026-01-30"), held(1, "2026-01-31")}, By::day);
    CHECK(days.find("2026-01-30,2026-01-30,1,21") != std::string::npos);
    CHECK(days.find("2026-01-31,2026-01-31,1,21") != std::string::npos);
}

TEST_CASE("decisions are taken from the registers once each, also those made before the start")
{
    const test::TempDir folder;
    const std::filesystem::path file = folder / "register.db";
    registers::create(file, {});
    const auto decide = [&] {
        const auto registers = registers::open_for_import(file);
        registers::WithdrawalDecision decision;
        decision.unit = 1;
        decision.source = 7;
        decision.from = {20'000};
        decision.to = {20'010};
        decision.verdict = registers::WithdrawalDecision::Verdict::reject;
        registers::enter_decisions(*registers, {decision});
    };
    decide();
    decide();
    Decisions decisions(file, 1);
    const auto fresh = decisions.fresh();
    REQUIRE(fresh.size() == 1);
    CHECK(fresh[0] ==
          store::Decision{2, store::Decision::Verdict::reject, {1, 7}, {{20'000}, {20'010}}});
    CHECK(decisions.fresh().empty());
    decide();
    CHECK(decisions.fresh().at(0).number == 3);
    CHECK(decisions.fresh().empty());
}

TEST_CASE("an order of sources is handed on as names in their order")
{
    const test::TempDir folder;
    const std::filesystem::path file = folder / "register.db";
    registers::create(file, {});
    registers::WithdrawalDecision order;
    order.unit = 1;
    order.source_name = "archive onestop";
    order.verdict = registers::WithdrawalDecision::Verdict::order;
    registers::enter_decisions(*registers::open_for_import(file), {order});
    const auto fresh = Decisions(file, 0).fresh();
    REQUIRE(fresh.size() == 1);
    CHECK(fresh[0].verdict == store::Decision::Verdict::order);
    CHECK(fresh[0].of.unit == 1);
    CHECK(fresh[0].order == std::vector<std::string>{"archive", "onestop"});
}
