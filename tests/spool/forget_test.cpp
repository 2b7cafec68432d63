// A source that is gone: what it showed is removed.
#include "tests/spool/fixture.h"

#include "agent/spool/report.h"
#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

using namespace congto;
using test::ARow;
using test::id_of;
using test::SpoolBench;

namespace {

// Both sources show A; "onestop" has B, a row in quarantine and a value without a word besides.
void fill_two(SpoolBench& bench)
{
    bench.take({ARow("1").shows("A"), ARow("2").shows("B").without_word_for("channel", "9"),
                ARow("3").is_rejected()});
    bench.spool->open_source("anew", {2});
    bench.take({ARow("1").shows("A")}, 2);
    spool::ReadingNote note;
    note.caught_up = true;
    note.known_at = model::Instant(std::chrono::seconds(77));
    bench.spool->note(2, note);
    bench.receiver.drain(*bench.spool);
    REQUIRE(bench.receiver.dossiers.size() == 3);
}

} // namespace

TEST_CASE("the dossiers of a forgotten source are removed, and only they")
{
    SpoolBench bench;
    fill_two(bench);
    CHECK(bench.spool->forget_source("onestop") == 2);
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.receiver.dossiers.count({2, id_of("A")}) == 1);
    CHECK(bench.spool->audit().empty());
    const auto report = spool::read_report(bench.settings.file);
    CHECK(report.quarantine.empty());
    CHECK(report.unknown.empty());
    CHECK(report.sources.at(0).named.is_forgotten());
    CHECK_FALSE(report.sources.at(1).named.is_forgotten());
}

TEST_CASE("a forgotten source is said to have nothing, as of when the others are known")
{
    SpoolBench bench;
    fill_two(bench);
    bench.spool->forget_source("onestop");
    bench.reopen();
    // fixture opens "onestop" again: that is a source read anew.
    bench.spool->forget_source("onestop");
    const auto said = bench.spool->progress().at(0);
    CHECK(said.mapped == 0);
    CHECK(said.quarantined == 0);
    CHECK(said.unread == 0U);
    CHECK(said.caught_up);
    CHECK(said.known_at == model::Instant(std::chrono::seconds(77)));
}

TEST_CASE("nothing is said of a forgotten source before another one has said something")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    bench.spool->forget_source("onestop");
    bench.spool->open_source("anew", {2});
    const auto before = bench.spool->progress();
    REQUIRE(before.size() == 1);
    CHECK(before.at(0).source == 2);
    spool::ReadingNote note;
    note.known_at = model::Instant(std::chrono::seconds(77));
    bench.spool->note(2, note);
    CHECK(bench.spool->progress().at(0).known_at == note.known_at);
    CHECK(bench.spool->progress().size() == 2);
}

TEST_CASE("more dossiers than one removal holds are removed all the same")
{
    SpoolBench bench;
    std::vector<ARow> rows;
    for (int i = 0; i < 8'001; ++i) {
        rows.push_back(ARow(std::to_string(i)).shows(std::to_string(i)));
    }
    bench.take(rows);
    CHECK(bench.spool->forget_source("onestop") == 8'001);
    CHECK(bench.dossiers_there() == 0);
    CHECK(bench.spool->accounts().sources.at(0).removals == 3);
    CHECK(bench.receiver.batches.back().removals.at(0).cause == wire::RemovalCause::forgotten);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a source that is read again under its name begins anew, with its number")
{
    SpoolBench bench;
    fill_two(bench);
    const auto before = bench.spool->stand(1);
    bench.spool->forget_source("onestop");
    const auto again = bench.spool->open_source("onestop", {1});
    CHECK(again.number == 1);
    CHECK(again.stand != before.stand);
    CHECK(again.watermark == source::Position{});
    CHECK(bench.take({ARow("1").shows("A"), ARow("2").shows("B")}).changed == 2);
    CHECK(bench.dossiers_there() == 3);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("only a source that is there can be forgotten, and only once")
{
    SpoolBench bench;
    fill_two(bench);
    CHECK_THROWS_WITH(bench.spool->forget_source("others"),
                      Catch::Contains("it has onestop, anew"));
    bench.spool->forget_source("onestop");
    CHECK_THROWS_AS(bench.spool->forget_source("onestop"), runtime::BadSettings);
}

TEST_CASE("a restored collector is told again what a forgotten source showed")
{
    SpoolBench bench;
    fill_two(bench);
    bench.spool->store(bench.receiver.receipt());
    const test::Receiver backup = bench.receiver;
    bench.spool->forget_source("onestop");
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());

    bench.receiver.restore(backup);
    bench.spool->resume(bench.receiver.stand(spool::Verdict::reread));
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.spool->audit().empty());
}
