// How far back rows are read again.
#include "tests/reading/bench.h"

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

spool::ReadingNote note(ReadingBench& bench)
{
    return bench.spool.spool->stand(1).note;
}

} // namespace

TEST_CASE("with the monitoring right the watermark follows by the lag, and waits for what is open")
{
    ReadingBench bench;
    bench.source.open_transaction = 0ms;
    bench.source.write(1, code(1));
    const std::string first = bench.source.row(1).cursor;
    bench.pass(29s);
    bench.settle();
    bench.pass(2s);
    bench.settle();
    CHECK(watermark(bench) == first);
    CHECK(note(bench).settles == spool::Settles::by_transactions);

    bench.source.write_uncommitted(2, code(2));
    for (int seconds = 0; seconds < 7200; seconds += 100) {
        bench.pass(100s);
        bench.source.open_transaction = std::chrono::seconds(seconds + 100);
        bench.source.write(3, code(3));
        bench.poll();
        CHECK(bench.told().size() == 2); // at once, whatever is open
    }
    CHECK(watermark(bench) == first);
    CHECK(note(bench).oldest_transaction == 7200s);
    bench.source.commit(2);
    bench.source.open_transaction = 0ms;
    bench.settle();
    CHECK(bench.told() == bench.shown());
    bench.pass(31s);
    bench.settle();
    CHECK(watermark(bench) == bench.source.row(3).cursor);
}

TEST_CASE("without the right the watermark follows by the overlap")
{
    ReadingBench bench;
    bench.source.write(1, code(1));
    bench.pass(59min);
    bench.settle();
    CHECK(watermark(bench).empty());
    bench.pass(1min);
    bench.settle();
    CHECK(watermark(bench) == bench.source.row(1).cursor);
    CHECK(note(bench).settles == spool::Settles::by_overlap);
}

TEST_CASE("the source's clock goes back: what is written meanwhile is read all the same")
{
    ReadingBench bench;
    bench.source.open_transaction = 0ms;
    for (int i = 0; i < 20; ++i) {
        bench.source.write(i, code(i));
        bench.pass(10min);
    }
    bench.settle();
    REQUIRE(watermark(bench) == bench.source.row(19).cursor);

    bench.source.pass(-2h);
    for (int i = 0; i < 20; ++i) {
        bench.source.write(i % 5, code(i % 5), i % 2 == 0 ? "4" : "9");
        bench.pass(1s);
        bench.poll();
    }
    CHECK_FALSE(bench.follow->caught_up());
    for (int i = 0; i < 20; ++i) {
        bench.pass(1s);
        bench.poll();
    }
    CHECK(bench.told() == bench.shown());

    // Written in the last second before the clock is right again.
    bench.source.write(6, code(6), "9");
    bench.source.pass(4h);
    bench.settle();
    CHECK(bench.told() == bench.shown());
    bench.pass(1min);
    bench.settle();
    const std::size_t read = bench.source.rows_read;
    bench.pass(1s);
    bench.poll();
    CHECK(bench.source.rows_read - read < 5); // not the whole source any more
}
