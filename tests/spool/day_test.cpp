// Days read from end to end: what is not met is removed, and the claim is true.
#include "tests/spool/fixture.h"

#include <catch2/catch.hpp>

using namespace congto;
using model::Status;
using spool::DayStanding;
using test::ARow;
using test::id_of;
using test::kDay;
using test::SpoolBench;

namespace {

const ARow kA = ARow("1").shows("A");
const ARow kB = ARow("2").shows("B");
const ARow kC = ARow("3").shows("C", Status::returned);

} // namespace

TEST_CASE("a day knows how many dossiers it shows, and how many of them are open")
{
    SpoolBench bench;
    bench.take({kA, kB, kC, ARow("4").shows("X+1")});
    CHECK(bench.day().dossiers == 3);
    CHECK(bench.day().open == 2);
    CHECK(bench.day({kDay.number + 1}).dossiers == 1);
    bench.take({ARow("1").shows("A", Status::resolved), ARow("2").shows("Y+1")});
    CHECK(bench.day().dossiers == 2);
    CHECK(bench.day().open == 0);
    CHECK(bench.day().removed == 1);
    CHECK(bench.day().claimed == 0);
    CHECK_FALSE(bench.day().read_at);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what a day's reading does not meet is removed, and the claim is true")
{
    SpoolBench bench;
    bench.take({kA, kB, kC});
    const auto ended = bench.read_day({kA, kC, ARow("8").is_rejected(), ARow("9").is_left_out()});
    CHECK(ended.removed == 1);
    CHECK(ended.lists == 0);
    CHECK(ended.claim == 5);
    bench.settle();
    CHECK(bench.receiver.dossiers.size() == 2);
    const auto& last = bench.receiver.batches.back();
    REQUIRE(last.removals.size() == 1);
    CHECK(last.removals[0] == wire::Removal{wire::RemovalCause::absent, {id_of("B")}});
    REQUIRE(last.claims.size() == 1);
    CHECK(last.claims[0].mapped == 2);
    CHECK(last.claims[0].quarantined == 1);
    CHECK(last.claims[0].left_out == 1);
    const auto day = bench.day();
    CHECK(day.verdict == DayStanding::verified);
    CHECK(day.claimed == 5);
    CHECK(day.removed == 1);
    CHECK(day.read_at);
    CHECK_FALSE(day.changed);
    CHECK(bench.spool->audit().empty());

    bench.take({ARow("1").shows("A", Status::processing)});
    CHECK(bench.day().changed);
}

TEST_CASE("a row found by its key is not removed: its code may have moved to another day")
{
    SpoolBench bench;
    bench.take({kA, kB, kC});
    const auto ended =
        bench.read_day({kA}, {ARow("2").shows("B+1"), ARow("3").shows("C", Status::returned)});
    CHECK(ended.removed == 0);
    bench.settle();
    CHECK(bench.receiver.dossiers.size() == 3);
    CHECK(bench.receiver.dossiers.count({1, id_of("B+1")}) == 1);
    CHECK(bench.day().dossiers == 2);
    CHECK(bench.day().verdict == DayStanding::verified);
}

TEST_CASE("a row in quarantine is met, and its last observation stays")
{
    SpoolBench bench;
    bench.take({kA, kB});
    CHECK(bench.read_day({kA, ARow("2").is_rejected()}).removed == 0);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.day().quarantined == 1);
}

TEST_CASE("a row gone from the source is gone from quarantine too")
{
    SpoolBench bench;
    bench.take({kA, kB});
    bench.take({ARow("2").is_rejected()});
    CHECK(bench.read_day({kA}).removed == 1);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 0);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what is spooled while a day is read is not removed and is in its claim")
{
    SpoolBench bench;
    bench.take({kA, kB});
    bench.spool->begin_day(1, kDay);
    bench.take({kC, ARow("2").shows("B", Status::processing)});
    const auto ended = bench.spool->end_day(
        {1, bench.spool->stand(1).stand, kDay, 0, 0, model::Instant(std::chrono::seconds(5))});
    CHECK(ended.removed == 1); // A, which nothing met
    bench.settle();
    CHECK(bench.receiver.batches.back().claims.at(0).mapped == 2);
    CHECK(bench.day().verdict == DayStanding::verified);
    CHECK(bench.day().read_at == model::Instant(std::chrono::seconds(5)));
}

TEST_CASE("a day that differs is spooled again, with its list, and then is equal")
{
    SpoolBench bench;
    bench.take({kA, kB, kC, ARow("4").shows("D+1")});
    bench.settle();
    // As a defect might leave it: one lost, one altered, one that was never withdrawn.
    bench.receiver.dossiers.erase({1, id_of("A")});
    bench.receiver.digests.erase({1, id_of("A")});
    bench.receiver.digests[{1, id_of("B")}] = 7;
    bench.receiver.dossiers[{1, id_of("Z")}] = Status::received;
    bench.receiver.digests[{1, id_of("Z")}] = 8;
    CHECK(bench.read_day({kA, kB, kC}).lists == 0);
    bench.settle();
    REQUIRE(bench.day().verdict == DayStanding::differs);
    CHECK(bench.spool->audit().empty());

    bench.reopen();
    const auto ended = bench.read_day({kA, kB, kC});
    CHECK(ended.lists == 1);
    bench.settle();
    CHECK(bench.day().verdict == DayStanding::verified);
    CHECK(bench.receiver.dossiers.size() == 4);
    CHECK(bench.receiver.dossiers.count({1, id_of("Z")}) == 0);
    const auto accounts = bench.spool->accounts().sources.at(0);
    CHECK(accounts.changed == 7);
    CHECK(accounts.lists == 1);
    CHECK(accounts.claims == 2);
    CHECK(bench.spool->audit().empty());
    CHECK(bench.read_day({kA, kB, kC}).lists == 0);
}

TEST_CASE("a row in quarantine cannot be said again: it leaves a day that differs")
{
    SpoolBench bench;
    bench.take({kA, kB});
    bench.settle();
    bench.receiver.digests[{1, id_of("B")}] = 7;
    const ARow rejected = ARow("2").is_rejected();
    bench.read_day({kA, rejected});
    bench.settle();
    REQUIRE(bench.day().verdict == DayStanding::differs);
    bench.read_day({kA, rejected});
    bench.settle();
    CHECK(bench.day().verdict == DayStanding::verified);
    CHECK(bench.receiver.dossiers.size() == 1);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 1);
    bench.take({kB});
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a verdict is of its own claim only")
{
    SpoolBench bench;
    bench.take({kA});
    const auto first = bench.read_day({kA});
    const auto second = bench.read_day({kA});
    bench.spool->note({{1, kDay, first.claim, DayStanding::differs}});
    CHECK(bench.day().verdict == DayStanding::none);
    bench.spool->note({{1, kDay, second.claim, DayStanding::disputed}});
    CHECK(bench.day().verdict == DayStanding::disputed);
    CHECK_FALSE(bench.take({kA}).found_something());
}

TEST_CASE("a claim whose verdict was lost is made again, without a reading")
{
    SpoolBench bench;
    bench.take({kA, kB});
    const auto ended = bench.read_day({kA, kB, ARow("9").is_rejected()});
    CHECK(bench.spool->claim_again() == 0); // it has no receipt: its verdict is on its way
    bench.receiver.drain(*bench.spool);
    bench.receiver.verdicts();
    bench.reopen();
    bench.spool->store(bench.receiver.receipt());
    CHECK(bench.spool->claim_again() == 1);
    CHECK(bench.day().claimed == ended.claim + 1);
    CHECK(bench.spool->claim_again() == 0);
    bench.settle();
    CHECK(bench.day().verdict == DayStanding::verified);
    CHECK(bench.receiver.batches.back().claims.at(0).quarantined == 1);
    CHECK(bench.spool->claim_again() == 0);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("days are asked for until they are read, also those nothing is known of")
{
    SpoolBench bench;
    bench.take({kA});
    bench.spool->ask_for_days(1, kDay, {kDay.number + 2});
    CHECK(bench.spool->days(1).size() == 3);
    CHECK(bench.day().asked);
    bench.read_day({kA});
    CHECK_FALSE(bench.day().asked);
    CHECK(bench.day({kDay.number + 2}).asked);

    bench.spool->begin_day(1, kDay);
    bench.spool->ask_for_days(1, kDay, kDay);
    bench.spool->end_day({1, bench.spool->stand(1).stand, kDay, 0, 0, {}});
    CHECK(bench.day().asked);
}

TEST_CASE("a reading that another history overtook ends with nothing done")
{
    SpoolBench bench;
    bench.take({kA, kB});
    const auto claimed = bench.read_day({kA, kB}).claim;
    bench.settle();
    bench.spool->begin_day(1, kDay);
    const spool::DayRead read{1, bench.spool->stand(1).stand, kDay, 0, 0, {}};
    SECTION("the spool began anew")
    {
        bench.spool->resume(bench.receiver.stand(spool::Verdict::reread));
    }
    SECTION("the day differs, which makes what was read old")
    {
        bench.spool->note({{1, kDay, claimed, DayStanding::differs}});
    }
    SECTION("another day was begun")
    {
        bench.spool->begin_day(1, {kDay.number + 1});
    }
    CHECK(bench.spool->end_day(read).stale);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a row that waits for a code and was read with its day is read again with it")
{
    SpoolBench bench;
    const ARow other = ARow("5").shows("A", Status::returned);
    bench.read_day({kA, other});
    CHECK(bench.dossiers_there() == 1);
    CHECK_FALSE(bench.day().asked);
    bench.read_day({other});
    CHECK(bench.day().asked);
    CHECK(bench.spool->revisits(1, 9).empty());
    bench.read_day({other});
    bench.settle();
    CHECK(bench.receiver.dossiers.at({1, id_of("A")}) == Status::returned);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 0);
    CHECK(bench.day().verdict == DayStanding::verified);
}

TEST_CASE("a large day is removed and listed in parts that follow each other")
{
    SpoolBench bench;
    std::vector<ARow> rows;
    for (int i = 0; i < 12'000; ++i) {
        rows.push_back(ARow(std::to_string(i)).shows(std::to_string(i)));
    }
    bench.take(rows);
    bench.settle();
    bench.receiver.digests.begin()->second ^= 1;
    bench.read_day(rows);
    bench.settle();
    REQUIRE(bench.day().verdict == DayStanding::differs);
    bench.receiver.batches.clear();
    CHECK(bench.read_day(rows).lists == 4);
    bench.settle();
    CHECK(bench.day().verdict == DayStanding::verified);
    std::optional<model::DossierId> end;
    for (const auto& batch : bench.receiver.batches) {
        for (const wire::DayList& part : batch.lists) {
            CHECK(part.after == end);
            CHECK(part.ids.size() <= 4'000);
            end = part.through;
        }
    }
    CHECK_FALSE(end);

    rows.erase(rows.begin() + 3'999, rows.end());
    CHECK(bench.read_day(rows).removed == 8'001);
    bench.settle();
    CHECK(bench.spool->accounts().sources.at(0).removals == 3);
    CHECK(bench.receiver.dossiers.size() == 3'999);
    CHECK(bench.day().verdict == DayStanding::verified);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("another mapping reads every day again")
{
    SpoolBench bench;
    bench.take({kA, kB});
    bench.read_day({kA, kB});
    bench.settle();
    bench.spool->open_source("onestop", {1});
    CHECK(bench.day().verdict == DayStanding::verified);
    const auto late = bench.read_day({kA, kB}).claim;
    bench.spool->open_source("onestop", {2});
    CHECK(bench.day().claimed == 0);
    CHECK(bench.day().verdict == DayStanding::none);
    // The verdict of a claim made with the mapping before says nothing of this one.
    bench.spool->note({{1, kDay, late, DayStanding::verified}});
    CHECK(bench.day().verdict == DayStanding::none);
    bench.reopen();
    bench.spool->open_source("onestop", {2});
    CHECK(bench.day().claimed == 0);
    bench.read_day({kA, kB});
    bench.settle();
    CHECK(bench.day().verdict == DayStanding::verified);
}

TEST_CASE("a restored collector is told again what was removed, and its days are read again")
{
    SpoolBench bench;
    bench.take({kA, kB, kC});
    bench.settle();
    const test::Receiver backup = bench.receiver;
    bench.read_day({kA});
    bench.settle();
    REQUIRE(bench.day().verdict == DayStanding::verified);

    bench.receiver.restore(backup);
    bench.spool->resume(bench.receiver.stand(spool::Verdict::reread));
    CHECK_FALSE(bench.day().asked); // by nobody: it has no right of way
    CHECK(bench.day().claimed == 0);
    CHECK(bench.day().verdict == DayStanding::none);
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.receiver.batches.back().removals.at(0).cause == wire::RemovalCause::absent);
    CHECK(bench.spool->audit().empty());
}
