// Receipts, and what a collector's verdict does.
#include "tests/spool/fixture.h"

#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

using namespace congto;
using model::Status;
using spool::Resumed;
using spool::Verdict;
using test::ARow;
using test::id_of;
using test::SpoolBench;

namespace {

void take_three(SpoolBench& bench, Status status)
{
    bench.take(
        {ARow("1").shows("A", status), ARow("2").shows("B", status), ARow("3").shows("C", status)});
}

} // namespace

TEST_CASE("receipted batches leave the spool and the accounts balance")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    CHECK_FALSE(bench.spool->batch_after(0));
    const auto accounts = bench.spool->accounts();
    CHECK(accounts.pending == 0);
    CHECK(accounts.receipted == 3);
    CHECK(accounts.applied == 3);
    CHECK(bench.spool->audit().empty());
    CHECK(bench.spool->standing().incarnation == bench.receiver.incarnation);

    SECTION("a receipt said twice changes nothing")
    {
        bench.spool->store(bench.receiver.receipt());
        CHECK(bench.spool->audit().empty());
    }
    SECTION("and numbers go on after them when the file is opened again")
    {
        bench.reopen();
        take_three(bench, Status::returned);
        CHECK(bench.spool->batch_after(3)->first_sequence == 4);
    }
}

TEST_CASE("a receipt that fits no batch is refused")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    bench.receiver.drain(*bench.spool);
    auto receipt = bench.receiver.receipt();
    SECTION("inside a batch")
    {
        receipt.through = receipt.applied = 2;
    }
    SECTION("beyond the last number")
    {
        receipt.through = receipt.applied = 4;
    }
    SECTION("with another chain")
    {
        receipt.chain[0] ^= 1;
    }
    SECTION("whose parts do not add up")
    {
        receipt.applied = 2;
    }
    CHECK_THROWS_AS(bench.spool->store(receipt), runtime::Failure);
    CHECK(bench.spool->accounts().pending == 3);
}

TEST_CASE("a lost receipt is made good by the next welcome")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    bench.receiver.drain(*bench.spool);
    CHECK(bench.spool->resume(bench.receiver.stand(Verdict::resume)) == Resumed::resumed);
    CHECK(bench.spool->accounts().receipted == 3);
    CHECK(bench.spool->accounts().split_through == 0);
    CHECK(bench.spool->audit().empty());
    take_three(bench, Status::returned);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    CHECK(bench.spool->accounts().split_through == 6);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a collector that knows another history makes the spool a new one")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    const auto earlier = bench.receiver.stand(Verdict::reread);
    take_three(bench, Status::resolved);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    take_three(bench, Status::returned);
    const auto before = bench.spool->standing();
    auto stand = bench.receiver.stand(Verdict::resume);
    SECTION("by its verdict")
    {
        stand.verdict = Verdict::abandon;
    }
    SECTION("by knowing more than was assigned")
    {
        stand.durable_sequence = 99;
    }
    SECTION("by another chain")
    {
        stand.durable_chain[3] ^= 1;
    }
    SECTION("by another chain where it was restored to")
    {
        stand = earlier;
        stand.verdict = Verdict::reread;
        stand.durable_chain[3] ^= 1;
    }
    SECTION("by another chain of what has no receipt yet, restored")
    {
        bench.receiver.drain(*bench.spool);
        stand = bench.receiver.stand(Verdict::reread);
        stand.durable_chain[3] ^= 1;
    }
    CHECK(bench.spool->resume(stand) == Resumed::abandoned);
    const auto after = bench.spool->standing();
    CHECK(after.id != before.id);
    CHECK(after.assigned_sequence == 0);
    CHECK_FALSE(after.incarnation);
    CHECK(bench.spool->stand(1).stand != 0);
    CHECK(bench.spool->audit().empty());

    take_three(bench, Status::returned);
    CHECK(bench.spool->batch_after(0)->first_sequence == 1);
}

TEST_CASE("a restored collector is told again what it lost, and nothing else")
{
    SpoolBench bench;
    bench.spool->store(bench.receiver.receipt());
    bench.take({ARow("1").shows("A"), ARow("2").shows("B"), ARow("9").shows("I")});
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    const test::Receiver backup = bench.receiver;

    bench.take(
        {ARow("2").shows("B", Status::returned), ARow("3").shows("C"), ARow("9").is_left_out()});
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    bench.take({ARow("4").shows("D")}); // assigned, never sent

    bench.receiver.restore(backup);
    CHECK(bench.spool->resume(bench.receiver.stand(Verdict::reread)) == Resumed::reread);
    CHECK(bench.spool->stand(1).stand != 0);
    CHECK(bench.spool->standing().receipted_sequence == backup.durable);
    CHECK(bench.spool->standing().receipted_chain == backup.chain);
    CHECK(bench.spool->standing().incarnation == bench.receiver.incarnation);
    CHECK(bench.spool->audit().empty());
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.dossiers.count({1, id_of("I")}) == 0);

    const auto again =
        bench.take({ARow("1").shows("A"), ARow("2").shows("B", Status::returned),
                    ARow("3").shows("C"), ARow("4").shows("D"), ARow("9").is_left_out()});
    CHECK(again.changed == 3);
    CHECK(bench.dossiers_there() == 4);
    CHECK(bench.receiver.dossiers.at({1, id_of("B")}) == Status::returned);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what a restored collector lost of a row in quarantine is held by nobody")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    const test::Receiver backup = bench.receiver;
    bench.take({ARow("2").shows("B").without_word_for("channel", "9"), ARow("3").shows("C")});
    bench.take({ARow("1").is_rejected(), ARow("2").is_rejected()});
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());

    bench.receiver.restore(backup);
    bench.spool->resume(bench.receiver.stand(Verdict::reread));
    const std::vector<ARow> rows{ARow("1").is_rejected(), ARow("2").is_rejected(),
                                 ARow("3").shows("C")};
    bench.take(rows);
    CHECK(bench.dossiers_there() == 2); // A, which it never lost, and C
    CHECK(bench.spool->progress().at(0).mapped == 2);
    CHECK(bench.spool->progress().at(0).quarantined == 2);
    CHECK(bench.spool->audit().empty());
    CHECK(bench.take({ARow("2").shows("B")}).changed == 1);
    CHECK(bench.dossiers_there() == 3);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a collector that stands before its own receipt is a restored one")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    CHECK(bench.spool->resume({Verdict::resume, bench.receiver.incarnation, 0, {}}) ==
          Resumed::reread);
    CHECK(bench.take({ARow("1").shows("A")}).changed == 1);
}

TEST_CASE("a page read before the spool began anew is not taken")
{
    SpoolBench bench;
    take_three(bench, Status::received);
    spool::ReadPage page;
    page.source = 1;
    page.stand = bench.spool->stand(1).stand;
    page.rows.push_back(ARow("7").shows("G").read());
    bench.spool->resume({Verdict::abandon, {}, 0, {}});
    CHECK(bench.spool->take(page).stale);
    CHECK(bench.spool->accounts().assigned == 0);
}

TEST_CASE("another mapping means every row is read again, and unchanged ones are dropped")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B")}, 1, {}, source::Position{"100", "2"});
    const auto before = bench.spool->stand(1);
    const auto after = bench.spool->open_source("onestop", {2});
    CHECK(after.stand != before.stand);
    CHECK(after.watermark == source::Position{});
    CHECK(bench.take({ARow("1").shows("A"), ARow("2").shows("B", Status::resolved)}).changed == 1);
    CHECK(bench.spool->open_source("onestop", {2}).stand == after.stand);
    CHECK(bench.spool->standing().sources.at(0).mapping_digest == spool::MappingDigest{2});
}
