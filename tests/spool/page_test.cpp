// What a page comes to.
#include "tests/spool/fixture.h"

#include <catch2/catch.hpp>

using namespace congto;
using model::Status;
using test::ARow;
using test::id_of;
using test::SpoolBench;

TEST_CASE("a new row becomes an observation with the first number")
{
    SpoolBench bench;
    CHECK(bench.take({ARow("1").shows("A"), ARow("2").shows("B")}).changed == 2);
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.durable == 2);
    CHECK(bench.receiver.dossiers.at({1, id_of("A")}) == Status::received);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a row read again unchanged has nothing to say")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    const auto again = bench.take({ARow("1", "200").shows("A")});
    CHECK_FALSE(again.found_something());
    const auto accounts = bench.spool->accounts();
    CHECK(accounts.assigned == 1);
    CHECK(accounts.sources.at(0).read == 2);
    CHECK(accounts.sources.at(0).unchanged == 1);
}

TEST_CASE("a changed row is observed again")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    CHECK(bench.take({ARow("1").shows("A", Status::returned)}).changed == 1);
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.dossiers.at({1, id_of("A")}) == Status::returned);
}

TEST_CASE("a row left out now removes its dossier")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B")});
    CHECK(bench.take({ARow("1").is_left_out()}).removed == 1);
    CHECK(bench.dossiers_there() == 1);
    CHECK_FALSE(bench.take({ARow("1").is_left_out()}).found_something());
    CHECK(bench.spool->accounts().sources.at(0).left_out == 2);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("rows of a page left out now are one removal, and it says why")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B"), ARow("3").shows("C")});
    const auto taken =
        bench.take({ARow("1").is_left_out(), ARow("2").is_left_out(), ARow("3").shows("D")});
    CHECK(taken.removed == 2);
    CHECK(taken.withdrawals == 1);
    bench.receiver.drain(*bench.spool);
    const auto& last = bench.receiver.batches.back();
    REQUIRE(last.removals.size() == 1);
    CHECK(last.removals[0] ==
          wire::Removal{wire::RemovalCause::left_out, {id_of("A"), id_of("B")}});
    CHECK(last.withdrawals == std::vector{id_of("C")});
    const auto accounts = bench.spool->accounts().sources.at(0);
    CHECK(accounts.removals == 1);
    CHECK(accounts.withdrawals == 1);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a row that was sent and is rejected now keeps its last observation")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    const auto taken = bench.take({ARow("1").is_rejected()});
    CHECK(taken.withdrawals == 0);
    CHECK(taken.newly_quarantined == 1);
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 1);

    SECTION("and leaves quarantine when it is mended")
    {
        CHECK_FALSE(bench.take({ARow("1").shows("A")}).found_something());
        CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 0);
    }
    SECTION("and is quarantined once, however often it is read")
    {
        CHECK(bench.take({ARow("1").is_rejected()}).newly_quarantined == 0);
        CHECK(bench.spool->accounts().sources.at(0).quarantined == 2);
        CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 1);
    }
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a corrected code is a withdrawal and an observation in one batch")
{
    SpoolBench bench;
    bench.settings.batch_entries = 4;
    bench.reopen();
    bench.take({ARow("1").shows("A"), ARow("2").shows("B"), ARow("3").shows("C"),
                ARow("4").shows("D"), ARow("5").shows("E")});
    bench.receiver.drain(*bench.spool);
    bench.receiver.batches.clear();
    bench.take({ARow("1").shows("A", Status::returned), ARow("2").shows("B", Status::returned),
                ARow("3").shows("C", Status::returned), ARow("4").shows("X")});
    bench.receiver.drain(*bench.spool);
    REQUIRE(bench.receiver.batches.size() == 2);
    const auto& last = bench.receiver.batches.back();
    REQUIRE(last.withdrawals.size() == 1);
    CHECK(last.withdrawals[0] == id_of("D"));
    REQUIRE(last.observations.size() == 1);
    CHECK(last.observations[0].id == id_of("X"));
}

TEST_CASE("two rows that swap codes in a page are two observations and no withdrawal")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A", Status::received), ARow("2").shows("B", Status::returned)});
    const auto taken = bench.take(
        {ARow("1").shows("B", Status::processing), ARow("2").shows("A", Status::resolved)});
    CHECK(taken.changed == 2);
    CHECK(taken.withdrawals == 0);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.receiver.dossiers.at({1, id_of("A")}) == Status::resolved);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a dossier handed to another row in the same state has nothing to say")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    CHECK_FALSE(bench.take({ARow("1").is_left_out(), ARow("2").shows("A")}).found_something());
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a second row with a code waits in quarantine until the code is free")
{
    SpoolBench bench;
    bench.take({ARow("1", "100").shows("A"), ARow("2", "101").shows("A", Status::returned)});
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 1);
    CHECK(bench.spool->revisits(1, 9).empty());

    bench.take({ARow("1", "200").shows("Z")}, 1, {"150", "9"});
    REQUIRE(bench.spool->revisits(1, 9).size() == 1);
    const source::Position before = bench.spool->revisits(1, 9)[0];
    CHECK(before == source::Position{"100", "1"});

    bench.take({ARow("2", "101").shows("A", Status::returned)}, 1, before);
    CHECK(bench.spool->revisits(1, 9).empty());
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 0);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.receiver.dossiers.at({1, id_of("A")}) == Status::returned);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("two rows that swap codes in two pages end with both dossiers")
{
    SpoolBench bench;
    bench.take({ARow("1", "100").shows("A"), ARow("2", "101").shows("B")});
    bench.take({ARow("1", "200").shows("B", Status::resolved)}, 1, {"150", ""});
    CHECK(bench.dossiers_there() == 1); // A is gone, B is still row 2's
    bench.take({ARow("2", "201").shows("A", Status::resolved)}, 1, {"200", "1"});
    REQUIRE(bench.spool->revisits(1, 9).size() == 1);
    bench.take({ARow("1", "200").shows("B", Status::resolved)}, 1, bench.spool->revisits(1, 9)[0]);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.receiver.dossiers.at({1, id_of("B")}) == Status::resolved);
    CHECK(bench.spool->accounts().sources.at(0).in_quarantine == 0);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("of a row twice in a page the last state counts")
{
    SpoolBench bench;
    CHECK(bench.take({ARow("1", "100").shows("A"), ARow("1", "101").shows("B")}).changed == 1);
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.receiver.dossiers.count({1, id_of("B")}) == 1);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("values without a word are counted once a row, however often it is read")
{
    SpoolBench bench;
    const auto row = [] { return ARow("1").shows("A").without_word_for("channel", "9"); };
    bench.take({row(), ARow("2").shows("B").without_word_for("channel", "9")});
    bench.take({row()});
    CHECK(bench.spool->audit().empty());
    bench.take({ARow("1").shows("A").without_word_for("channel", "8")});
    CHECK(bench.spool->audit().empty());
    bench.take({ARow("1").is_left_out(), ARow("2").shows("B")});
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("the watermark moves only with pages read right after it")
{
    SpoolBench bench;
    bench.take({ARow("1", "100").shows("A"), ARow("2", "200").shows("B")}, 1, {},
               source::Position{"100", "1"});
    CHECK(bench.spool->stand(1).watermark == source::Position{"100", "1"});
    bench.take({ARow("3", "300").shows("C")}, 1, {"200", "2"}, source::Position{"300", "3"});
    CHECK(bench.spool->stand(1).watermark == source::Position{"100", "1"});
    bench.take({ARow("2", "200").shows("B")}, 1, {"100", "1"}, source::Position{"200", "2"});
    CHECK(bench.spool->stand(1).watermark == source::Position{"200", "2"});
    bench.reopen();
    CHECK(bench.spool->stand(1).watermark == source::Position{"200", "2"});
}

TEST_CASE("sources have their own rows and dossiers")
{
    SpoolBench bench;
    CHECK(bench.spool->open_source("second", {5}).number == 2);
    bench.take({ARow("1").shows("A")}, 1);
    CHECK(bench.take({ARow("1").shows("A")}, 2).changed == 1);
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.spool->audit().empty());
    bench.reopen();
    CHECK(bench.spool->open_source("second", {5}).number == 2);
}
