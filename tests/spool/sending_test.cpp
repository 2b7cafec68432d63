// Batches on their way out: in parts when they are too large, and never other than they were
// spooled.
#include "tests/spool/fixture.h"

#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using model::Status;
using spool::Resumed;
using spool::Verdict;
using test::ARow;
using test::kDay;
using test::SpoolBench;

namespace {

void take_many(SpoolBench& bench, int rows, Status status)
{
    std::vector<ARow> page;
    for (int i = 0; i < rows; ++i) {
        page.push_back(ARow(std::to_string(i)).shows("code" + std::to_string(i), status));
    }
    bench.take(page);
}

void alter(const SpoolBench& bench, const std::string& sql)
{
    SQLite::Database database(bench.settings.file.string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
}

} // namespace

TEST_CASE("a batch that is too large goes out in parts with the same numbers")
{
    SpoolBench bench;
    take_many(bench, 10, Status::received);
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    take_many(bench, 300, Status::returned); // 290 of them new
    bench.take({ARow("1").is_left_out(), ARow("2").shows("X"), ARow("3").is_left_out()});
    bench.read_day({ARow("2").shows("X")}, {ARow("4").shows("code4", Status::returned)});
    const auto before = bench.spool->accounts();
    const auto chain = bench.spool->standing().assigned_chain;

    CHECK(bench.spool->split_above(10, 1 << 20) == 0);
    CHECK(bench.spool->standing().assigned_chain == chain);
    CHECK(bench.spool->split_above(10, 6000) >= 1);
    CHECK(bench.spool->split_above(10, 6000) == 0);
    CHECK(bench.spool->standing().assigned_chain != chain);
    CHECK(bench.spool->accounts().assigned == before.assigned);
    CHECK(bench.spool->accounts().pending == before.pending);
    CHECK(bench.spool->audit().empty());
    bench.reopen();
    auto batch = bench.spool->batch_after(10);
    while (batch) {
        CHECK(batch->body.size() <= 6000);
        batch = bench.spool->batch_after(batch->last_sequence);
    }
    bench.settle();
    CHECK(bench.receiver.dossiers.size() == 2);
    CHECK(bench.day().verdict == spool::DayStanding::verified);
}

TEST_CASE("batches taken as they were before they were split are this spool's own")
{
    SpoolBench bench;
    take_many(bench, 400, Status::received);
    const auto welcome = bench.receiver.stand(Verdict::resume); // with nothing durable
    bench.receiver.drain(*bench.spool); // by an older stream; committed after that welcome
    REQUIRE(bench.spool->resume(welcome) == Resumed::resumed);
    REQUIRE(bench.spool->split_above(0, 4000) == 1);
    const bool all = GENERATE(true, false);
    if (!all) {
        take_many(bench, 500, Status::returned);
    }
    if (GENERATE(false, true)) { // and what is sent then is too large again
        REQUIRE(bench.spool->split_above(0, 2000) != 0);
    }
    if (GENERATE(false, true)) {
        bench.reopen();
    }
    const auto before = bench.spool->standing();
    // It is what was greeted with that a collector compares, where nothing is left to be sent.
    const auto stand = bench.receiver.stand(all ? Verdict::abandon : Verdict::resume);
    CHECK(bench.spool->resume(stand) == (all ? Resumed::rechained : Resumed::resumed));
    const auto after = bench.spool->standing();
    CHECK(after.id == before.id);
    CHECK(after.assigned_sequence == before.assigned_sequence);
    CHECK(after.receipted_sequence == 400);
    CHECK(after.receipted_chain == bench.receiver.chain);
    CHECK(bench.spool->audit().empty());
    CHECK(bench.spool->resume(bench.receiver.stand(Verdict::resume)) == Resumed::resumed);
    bench.spool->store(bench.receiver.receipt());
    bench.settle();
    CHECK(bench.dossiers_there() == (all ? 400 : 500));
    CHECK(bench.spool->accounts().pending == 0);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a receipt for a batch as it was before it was split is taken")
{
    SpoolBench bench;
    take_many(bench, 400, Status::received);
    take_many(bench, 400, Status::returned);
    const auto first = bench.spool->batch_after(0); // sent by an older stream
    REQUIRE(bench.spool->split_above(0, 4000) == 2);
    spool::Receipt receipt{first->last_sequence, first->chain, first->last_sequence, 0, 0, {1}};
    bench.spool->store(receipt);
    CHECK(bench.spool->standing().receipted_chain == first->chain);
    CHECK(bench.spool->accounts().pending == 400);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what was split is another's history all the same where its chain is")
{
    SpoolBench bench;
    take_many(bench, 400, Status::received);
    bench.receiver.drain(*bench.spool);
    REQUIRE(bench.spool->split_above(0, 4000) == 1);
    auto stand = bench.receiver.stand(GENERATE(Verdict::resume, Verdict::abandon));
    SECTION("another chain")
    {
        stand.durable_chain[3] ^= 1;
    }
    SECTION("its chain, and another number")
    {
        const auto part = bench.spool->batch_after(0);
        REQUIRE(part->last_sequence < 400);
        stand.durable_sequence = part->last_sequence;
    }
    SECTION("numbers were taken back since")
    {
        bench.spool->resume({Verdict::reread, bench.receiver.incarnation, 0, {}});
        take_many(bench, 400, Status::returned);
    }
    CHECK(bench.spool->resume(stand) == Resumed::abandoned);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a collector restored to where a batch ended before it was split has lost no history")
{
    SpoolBench bench;
    take_many(bench, 400, Status::received);
    const auto welcome = bench.receiver.stand(Verdict::resume);
    bench.receiver.drain(*bench.spool);
    const test::Receiver backup = bench.receiver;
    bench.spool->resume(welcome);
    REQUIRE(bench.spool->split_above(0, 4000) == 1);
    REQUIRE(bench.spool->resume(bench.receiver.stand(Verdict::abandon)) == Resumed::rechained);
    take_many(bench, 400, Status::returned);
    bench.settle();
    bench.receiver.restore(backup);
    CHECK(bench.spool->resume(bench.receiver.stand(Verdict::reread)) == Resumed::reread);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("an entry that is too large by itself stays as it is")
{
    SpoolBench bench;
    take_many(bench, 1, Status::received);
    CHECK(bench.spool->split_above(0, 10) == 0);
    CHECK(bench.dossiers_there() == 1);
}

TEST_CASE("a batch that is not as it was spooled is never sent")
{
    SpoolBench bench;
    take_many(bench, 3, Status::received);
    take_many(bench, 3, Status::returned);
    take_many(bench, 3, Status::resolved);
    bench.spool.reset();
    alter(bench, "UPDATE batch SET body = zeroblob(length(body)) WHERE first_sequence = 4");
    bench.reopen();
    CHECK(bench.spool->batch_after(0));
    CHECK_THROWS_AS(bench.spool->batch_after(3), runtime::Damaged);
    CHECK_THROWS_WITH(bench.spool->batch_after(3), Catch::Contains("the batch from 4 on"));
}

TEST_CASE("a spool whose batches are not those its numbers say is damaged")
{
    SpoolBench bench;
    take_many(bench, 3, Status::received);
    take_many(bench, 3, Status::returned);
    bench.spool.reset();
    SECTION("the first is gone")
    {
        alter(bench, "DELETE FROM batch WHERE first_sequence = 1");
    }
    SECTION("the last is gone")
    {
        alter(bench, "DELETE FROM batch WHERE first_sequence = 4");
    }
    SECTION("numbers say there are none")
    {
        alter(bench, "UPDATE spool SET assigned_sequence = 0, assigned_chain = zeroblob(32)");
    }
    CHECK_THROWS_AS(bench.reopen(), runtime::Damaged);
}
