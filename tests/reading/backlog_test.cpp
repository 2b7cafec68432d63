// What is said to be unread while rows are read that the spool shows already.
#include "tests/reading/bench.h"

#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace congto;
using namespace std::chrono_literals;
using test::ReadingBench;

namespace {

constexpr int kRows = 40;
constexpr int kDrafts = 10; // of them, left out

std::string code(int number)
{
    return "H56.1-260203-" + std::to_string(1000 + number);
}

// Read to its end, long before the overlap.
void fill_and_settle(ReadingBench& bench)
{
    for (int i = 0; i < kRows; ++i) {
        bench.source.write(i, code(i));
        bench.source.row(i).draft = i < kDrafts;
        bench.pass(1s);
    }
    bench.pass(2h);
    bench.settle();
    REQUIRE(bench.spool.spool->progress().at(0).unread == 0U);
}

struct Said {
    std::vector<std::uint64_t> unread;
    std::vector<std::uint64_t> ahead; // of the pass
    std::vector<std::uint64_t> read;  // by the pass
};

// What is said after each page of a poll, time passing fast.
Said said_in_a_poll(ReadingBench& bench)
{
    Said said;
    bench.source.after_page = [&] {
        bench.clock.advance(2s);
        const auto note = bench.spool.spool->stand(1).note;
        said.unread.push_back(note.unread.value_or(99));
        said.ahead.push_back(note.pass_unread.value_or(99));
        said.read.push_back(note.pass_read);
    };
    bench.poll();
    bench.source.after_page = nullptr;
    return said;
}

using Counts = std::vector<std::uint64_t>;

} // namespace

TEST_CASE("rows that are read again after a mapping was edited are not unread")
{
    ReadingBench bench(10);
    fill_and_settle(bench);
    bench.restart("# mended\n");
    const Said said = said_in_a_poll(bench);
    CHECK(*std::max_element(said.unread.begin(), said.unread.end()) == 0);
    // The pass itself is shown as far as it is, what is left out included.
    CHECK(Counts(said.ahead.begin() + 1, said.ahead.begin() + 3) == Counts{30, 20});
    CHECK(Counts(said.read.begin() + 1, said.read.begin() + 3) == Counts{10, 20});
    bench.settle();
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("what is unread falls only when the pass reaches rows nobody has read")
{
    ReadingBench bench(10);
    fill_and_settle(bench);
    for (int i = kRows; i < kRows + 25; ++i) {
        bench.source.write(i, code(i));
    }
    bench.restart("# mended\n");
    Counts unread;
    bench.source.after_page = [&] {
        bench.clock.advance(61s);
        unread.push_back(bench.spool.spool->progress().at(0).unread.value_or(99));
    };
    bench.poll();
    REQUIRE(unread.size() > 7);
    CHECK(Counts(unread.begin(), unread.begin() + 8) == Counts{0, 25, 25, 25, 25, 15, 5, 5});
}

TEST_CASE("a start in the middle of reading again knows what was read before")
{
    ReadingBench bench(10);
    fill_and_settle(bench);
    bench.restart("# mended\n");
    int pages = 0;
    bench.source.after_page = [&] {
        bench.clock.advance(2s);
        bench.source.away = ++pages == 3;
    };
    CHECK_THROWS_AS(bench.poll(), runtime::Unavailable);
    bench.source.away = false;
    bench.restart("# mended\n");
    CHECK(bench.spool.spool->stand(1).watermark != source::Position{});
    const Said said = said_in_a_poll(bench);
    CHECK(*std::max_element(said.unread.begin(), said.unread.end()) == 0);
    bench.settle();
    CHECK(bench.told() == bench.shown());
}

TEST_CASE("when the spool must begin empty everything is unread again")
{
    ReadingBench bench(10);
    fill_and_settle(bench);
    bench.spool.spool->resume({spool::Verdict::abandon, {}, 0, {}});
    const Said said = said_in_a_poll(bench);
    CHECK(Counts(said.unread.begin(), said.unread.begin() + 4) == Counts{99, 30, 20, 10});
}
