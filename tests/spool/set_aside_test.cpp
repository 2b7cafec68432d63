// A batch the collector will never take.
#include "agent/spool/report.h"
#include "config/runtime/failure.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <filesystem>

using namespace congto;
using model::Status;
using test::ARow;
using test::SpoolBench;

TEST_CASE("what is set aside is kept beside the spool, and read and sent again")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B")});
    bench.read_day({ARow("1").shows("A"), ARow("2").shows("B")});
    bench.settle();
    const std::vector<ARow> rows{ARow("1").shows("A", Status::returned), ARow("2").shows("B"),
                                 ARow("3").shows("C")};
    bench.take(rows);
    bench.take({ARow("4").shows("D+1")});
    const auto refused = bench.spool->batch_after(3)->body;
    bench.spool->note_refusal("collector refuses: malformed: the test says so");
    const auto before = bench.spool->stand(1).stand;

    const auto done = bench.spool->set_aside();
    CHECK(done.first_sequence == 4);
    CHECK(done.last_sequence == 5);
    CHECK(test::read_file(done.file) == refused);
    CHECK_FALSE(bench.spool->batch_after(3));
    CHECK(bench.spool->stand(1).stand != before);
    CHECK(bench.day().claimed == 0);
    CHECK(bench.day({test::kDay.number + 1}).claimed == 0);
    CHECK(bench.spool->audit().empty());
    CHECK_THROWS_AS(bench.spool->set_aside(), runtime::BadSettings);

    CHECK(bench.take(rows).changed == 2);
    CHECK(bench.take({ARow("4").shows("D+1")}).changed == 1);
    bench.settle();
    CHECK(bench.receiver.dossiers.size() == 4);
    CHECK(bench.receiver.dossiers.at({1, test::id_of("A")}) == Status::returned);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a batch is set aside wholly or not at all")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    bench.spool->note_refusal("collector refuses: malformed: the test says so");
    SQLite::Database other(bench.settings.file.string(), SQLite::OPEN_READWRITE);
    other.exec("CREATE TRIGGER full BEFORE INSERT ON spool WHEN NEW.refusal = '' "
               "BEGIN SELECT RAISE(ABORT, 'no room'); END");
    CHECK_THROWS_AS(bench.spool->set_aside(), runtime::Unavailable);
    CHECK(other.execAndGet("SELECT count(*) FROM set_aside").getInt() == 0);
    CHECK(bench.spool->batch_after(0));
    CHECK(bench.spool->audit().empty());
    other.exec("DROP TRIGGER full");

    const auto done = bench.spool->set_aside();
    CHECK(other.execAndGet("SELECT count(*) FROM set_aside").getInt() == 1);
    CHECK(other.execAndGet("SELECT refusal FROM spool").getString().empty());
    std::size_t files = 0;
    for (const auto& file : std::filesystem::directory_iterator(bench.folder.path())) {
        files += file.path().string().find(".set-aside-") != std::string::npos ? 1 : 0;
    }
    CHECK(files == 1);
    CHECK(std::filesystem::exists(done.file));
}

TEST_CASE("what the collector does not refuse is not set aside")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    CHECK_THROWS_AS(bench.spool->set_aside(), runtime::BadSettings);
    CHECK(bench.dossiers_there() == 1);
}

TEST_CASE("what became of the days of a batch set aside is reported")
{
    SpoolBench bench;
    const std::vector<ARow> settled{ARow("9").shows("Z+9")};
    bench.take(settled);
    bench.read_day(settled, {}, {test::kDay.number + 9});
    bench.settle();
    const std::vector<ARow> first{ARow("1").shows("A")};
    const std::vector<ARow> second{ARow("2").shows("B+1")};
    bench.take(first);
    bench.take(second);
    bench.spool->note_refusal("collector refuses: malformed: the test says so");
    bench.spool->set_aside();
    const auto reported = [&] {
        const auto all = spool::read_report(bench.settings.file).set_aside;
        REQUIRE(all.size() == 1);
        CHECK(all[0].reason == "collector refuses: malformed: the test says so");
        return std::array{all[0].days, all[0].claimed, all[0].verified};
    };
    CHECK(reported() == std::array<std::uint64_t, 3>{2, 0, 0});
    bench.take(first);
    bench.take(second);
    bench.read_day(first);
    CHECK(reported() == std::array<std::uint64_t, 3>{2, 1, 0});
    bench.settle();
    CHECK(reported() == std::array<std::uint64_t, 3>{2, 1, 1});
    bench.read_day(second, {}, {test::kDay.number + 1});
    bench.settle();
    CHECK(reported() == std::array<std::uint64_t, 3>{2, 2, 2});
}

TEST_CASE("what hinders reading is reported at once, and forgotten by the next program")
{
    SpoolBench bench;
    bench.spool->open_source("onestop", {1});
    bench.spool->note_hindrance(1, spool::Hindered::source, "the source is away");
    bench.spool->note_hindrance(1, spool::Hindered::days, "no day query");
    const auto reported = [&] {
        return spool::read_report(bench.settings.file).sources.at(0).hindrances;
    };
    CHECK(reported().source == "the source is away");
    CHECK(reported().days == "no day query");
    bench.spool->note_hindrance(1, spool::Hindered::source, "");
    CHECK(reported().source.empty());
    bench.reopen();
    bench.spool->rest();
    CHECK(reported().days.empty());
}
