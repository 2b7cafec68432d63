// The traps of reading by modification time.
#include "tests/reading/bench.h"

#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace std::chrono_literals;
using test::ReadingBench;

namespace {

std::string code(int number)
{
    return "H56.1-260203-" + std::to_string(1000 + number);
}

std::string watermark(ReadingBench& bench)
{
    return bench.spool.spool->stand(1).watermark.cursor;
}

} // namespace

TEST_CASE("rows of one moment are all read, wherever a page ends")
{
    ReadingBench bench(2);
    for (int i = 0; i < 7; ++i) {
        bench.source.write(i, code(i));
    }
    bench.poll();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->accounts().assigned == 7);
    CHECK(bench.spool.spool->accounts().sources[0].changed == 7);
}

TEST_CASE("a new row is spooled at the next poll")
{
    ReadingBench bench;
    bench.settle();
    bench.source.write(1, code(1));
    bench.poll();
    CHECK(bench.told().size() == 1);
}

TEST_CASE("a page out of the order of its cursors is refused, not half read")
{
    ReadingBench bench(10);
    bench.source.in_key_order = true;
    for (int i = 0; i < 5; ++i) {
        bench.source.write(9 - i, code(i));
        bench.pass(1s);
    }
    CHECK_THROWS_WITH(bench.follow->poll(bench.stop.get_token()),
                      Catch::Contains("the page query is not in the order (cursor, key): a row of "
                                      "2026-02-03 07:00:03 comes after a later one"));
    CHECK(bench.told().empty());
    bench.source.in_key_order = false;
    bench.settle();
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("reading all of a source that is written all the time ends")
{
    ReadingBench bench(10);
    for (int i = 0; i < 5; ++i) {
        bench.source.write(i, code(i));
    }
    int written = 100;
    bench.source.after_page = [&] {
        REQUIRE(written < 200);
        bench.pass(1s);
        bench.source.write(written, code(written));
        ++written;
    };
    bench.follow->read_all(bench.stop.get_token());
    CHECK(bench.told().size() >= 6);
    CHECK_FALSE(bench.follow->caught_up());
    bench.source.after_page = nullptr;
    bench.follow->read_all(bench.stop.get_token());
    CHECK(bench.told() == bench.shown());
    CHECK(bench.follow->caught_up());
}

TEST_CASE("a page with a row before the one it was to follow is refused")
{
    ReadingBench bench(10);
    bench.source.write(1, code(1));
    bench.pass(2h);
    bench.settle();
    bench.source.write(2, code(2));
    bench.source.row(2).cursor = "2026-01-01 00:00:00";
    bench.source.forgets_after = true;
    CHECK_THROWS_WITH(bench.follow->poll(bench.stop.get_token()),
                      Catch::Contains("the page query is not in the order (cursor, key)"));
}

TEST_CASE("a transaction committed late is read although it is below what was read")
{
    ReadingBench bench;
    bench.source.write_uncommitted(1, code(1));
    bench.pass(10min);
    bench.source.write(2, code(2));
    bench.poll();
    bench.pass(10min);
    bench.source.write(3, code(3));
    bench.settle();
    CHECK(bench.told().size() == 2);

    bench.source.commit(1);
    bench.poll();
    CHECK(bench.told() == bench.shown());
    // Nobody says that all is read when the last look found something nobody had seen.
    CHECK_FALSE(bench.follow->caught_up());
    bench.settle();
    CHECK(bench.spool.spool->progress().at(0).caught_up);
}

TEST_CASE("a row committed in the second just read is seen at the next poll")
{
    ReadingBench bench;
    bench.tempo.page_rows = 100;
    bench.restart();
    for (int i = 10; i < 60; ++i) {
        bench.source.write(i, code(i));
    }
    bench.pass(20min); // the overlap is large: its slow beat is not due again for a while
    bench.source.write(70, code(70));
    bench.poll();
    bench.pass(1s);
    bench.source.write(9, code(9));
    bench.source.row(9).cursor = bench.source.row(70).cursor;
    bench.poll();
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("the watermark stays behind the horizon, and rows below it are read once more at most")
{
    ReadingBench bench(100);
    bench.source.write(1, code(1));
    bench.pass(30min);
    bench.source.write(2, code(2));
    bench.poll();
    CHECK(watermark(bench).empty());
    bench.pass(31min);
    bench.settle();
    CHECK(watermark(bench) == bench.source.row(1).cursor);
    bench.pass(2h);
    bench.settle();
    CHECK(watermark(bench) == bench.source.row(2).cursor);

    const auto before = bench.source.rows_read;
    bench.poll();
    CHECK(bench.source.rows_read == before);
}

TEST_CASE("a row that moves up while its source is read is not lost and not counted twice")
{
    ReadingBench bench(2);
    for (int i = 0; i < 9; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1s);
    }
    int moved = 0;
    bench.source.after_page = [&] {
        if (moved < 9) {
            bench.source.write(moved, code(moved), "9");
            moved += 2;
        }
    };
    bench.settle();
    bench.source.after_page = nullptr;
    bench.settle();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->accounts().sources[0].shown == 9);
}

TEST_CASE("after a new start reading goes on from the watermark and sends nothing twice")
{
    ReadingBench bench(2);
    for (int i = 0; i < 20; ++i) {
        bench.source.write(i, code(i));
        bench.pass(10min);
    }
    bench.settle();
    const auto assigned = bench.spool.spool->accounts().assigned;
    CHECK(assigned == 20);
    bench.restart();
    bench.source.rows_read = 0;
    bench.settle();
    CHECK(bench.spool.spool->accounts().assigned == assigned);
    CHECK(bench.source.rows_read < 40);
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("another mapping is applied to every row")
{
    ReadingBench bench;
    for (int i = 0; i < 10; ++i) {
        bench.source.write(i, code(i), i < 3 ? "7" : "2");
        bench.pass(1h);
    }
    bench.settle();
    CHECK(bench.told().size() == 7);
    CHECK(bench.spool.spool->progress().at(0).quarantined == 3);
    for (int i = 0; i < 3; ++i) {
        bench.source.row(i).status = "2"; // without touching the cursor: as if a word were added
    }
    bench.settle();
    CHECK(bench.told().size() == 7);
    bench.restart("# mended\n");
    bench.settle();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->progress().at(0).quarantined == 0);
    CHECK(bench.spool.spool->accounts().sources[0].changed == 10);
}

TEST_CASE("two rows that swap codes far apart end with both dossiers")
{
    ReadingBench bench(2);
    for (int i = 0; i < 10; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1min);
    }
    bench.settle();
    bench.source.write(1, code(8), "9");
    bench.settle();
    bench.pass(3h);
    bench.settle();
    CHECK(bench.spool.spool->progress().at(0).quarantined == 1);
    bench.source.write(8, code(1), "4");
    bench.settle();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->progress().at(0).quarantined == 0);
}

TEST_CASE("a spool that begins anew is filled again without a new start")
{
    ReadingBench bench(2);
    for (int i = 0; i < 5; ++i) {
        bench.source.write(i, code(i));
        bench.pass(1h);
    }
    bench.settle();
    bench.spool.receiver.drain(*bench.spool.spool);
    bench.spool.spool->resume({spool::Verdict::abandon, {}, 0, {}});
    bench.spool.receiver = {};
    bench.settle();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.receiver.durable == 5);
}

TEST_CASE("a failed page is read again when the source or the disk is back")
{
    ReadingBench bench(2);
    for (int i = 0; i < 9; ++i) {
        bench.source.write(i, code(i));
    }
    int pages = 0;
    bench.source.after_page = [&] { bench.source.away = ++pages == 3; };
    CHECK_THROWS_AS(bench.poll(), runtime::Unavailable);
    bench.source.away = false;
    bench.source.after_page = nullptr;
    bench.settle();
    CHECK(bench.told() == bench.shown());
    CHECK(bench.spool.spool->accounts().assigned == 9);
}
