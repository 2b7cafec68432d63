// What the file keeps, whatever happens to the process or the disk.
#include "tests/spool/fixture.h"

#include "agent/spool/report.h"
#include "config/runtime/failure.h"
#include "tests/support/files.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <set>

using namespace congto;
using model::Status;
using test::ARow;
using test::SpoolBench;

namespace {

std::vector<ARow> rows_of_page(int page)
{
    std::vector<ARow> rows;
    for (int i = 0; i < 20; ++i) {
        rows.push_back(ARow(std::to_string(i)).shows("code" + std::to_string(i + 3 * page)));
    }
    return rows;
}

void alter(const SpoolBench& bench, const std::string& sql)
{
    SQLite::Database database(bench.settings.file.string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
}

std::string failure_of_opening(SpoolBench& bench)
{
    try {
        bench.reopen();
    } catch (const runtime::Failure& failure) {
        return failure.what();
    }
    return "";
}

} // namespace

TEST_CASE("a file cut off anywhere is a spool between two pages")
{
    SpoolBench bench;
    std::set<std::uint64_t> ends{0};
    for (int page = 0; page < 6; ++page) {
        bench.take(rows_of_page(page));
        ends.insert(bench.spool->accounts().assigned);
    }
    const std::string file = test::read_file(bench.settings.file);
    const std::string wal = test::read_file(bench.settings.file.string() + "-wal");
    REQUIRE(wal.size() > 20'000);

    std::set<std::uint64_t> seen;
    const test::TempDir elsewhere;
    const auto copy = elsewhere / "spool.db";
    for (std::size_t cut = wal.size(); cut > 0; cut -= std::min<std::size_t>(cut, 1777)) {
        test::write_file(copy, file);
        test::write_file(copy.string() + "-wal", wal.substr(0, cut));
        std::filesystem::remove(copy.string() + "-shm");
        spool::SpoolSettings settings = bench.settings;
        settings.file = copy;
        spool::Spool torn(settings, bench.owner);
        torn.open_source("onestop", {1});
        CHECK(torn.audit().empty());
        const std::uint64_t assigned = torn.accounts().assigned;
        CHECK(ends.count(assigned) == 1);
        seen.insert(assigned);
    }
    CHECK(seen.size() > 3);
}

TEST_CASE("an abandoned connection loses nothing that was taken")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    // As a killed process leaves it: never closed, and its lock gone.
    const auto left_behind = std::move(bench.spool);
    std::filesystem::remove(bench.settings.file.string() + ".lock");
    bench.reopen();
    CHECK(bench.dossiers_there() == 1);
    CHECK(bench.spool->audit().empty());
    bench.spool.reset();
}

TEST_CASE("a second agent on one spool is refused, and the first is not disturbed")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    SECTION("by the same name") {}
    SECTION("by a link")
    {
        const auto link = bench.folder / "link.db";
        std::filesystem::create_symlink(bench.settings.file, link);
        bench.settings.file = link;
    }
    try {
        const spool::Spool second(bench.settings, bench.owner);
        FAIL("a second one was let in");
    } catch (const runtime::Unavailable& refused) {
        CHECK_THAT(refused.what(), Catch::Contains("another congto-agent works with this spool"));
    }
    CHECK(spool::read_report(bench.settings.file).accounts.sources.at(0).shown == 1);
    CHECK(bench.take({ARow("2").shows("B")}).changed == 1);
    bench.reopen();
    CHECK(bench.dossiers_there() == 2);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a full spool takes no page, drops nothing, and goes on when receipts make room")
{
    SpoolBench bench(400'000);
    int taken = 0;
    const auto next_page = [&taken] {
        std::vector<ARow> rows;
        for (int i = 0; i < 500; ++i) {
            rows.push_back(ARow("same" + std::to_string(i)).shows("s" + std::to_string(i)));
            std::get<mapping::Mapped>(rows.back().outcome).observation.body =
                "H56." + std::to_string(taken * 1000 + i);
        }
        return rows;
    };
    const auto fill = [&] {
        while (taken < 1000) {
            bench.take(next_page());
            ++taken;
        }
    };
    CHECK_THROWS_AS(fill(), runtime::Unavailable);
    REQUIRE(taken > 2);
    CHECK(bench.spool->accounts().assigned == 500U * static_cast<unsigned>(taken));
    CHECK(bench.spool->audit().empty());
    CHECK_THROWS_AS(bench.take(next_page()), runtime::Unavailable);

    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.durable == 500U * static_cast<unsigned>(taken));
    bench.spool->store(bench.receiver.receipt());
    CHECK(bench.take(next_page()).changed == 500);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("a spool full to its last page stores one receipt of hundreds of small batches")
{
    SpoolBench bench(400'000);
    int taken = 0;
    const auto fill = [&] {
        for (; taken < 5000; ++taken) {
            const std::string name = std::to_string(taken);
            bench.take({ARow(name).shows("code" + name)});
        }
    };
    CHECK_THROWS_AS(fill(), runtime::Unavailable);
    REQUIRE(taken > 300);
    bench.receiver.drain(*bench.spool);
    SECTION("by a receipt")
    {
        bench.spool->store(bench.receiver.receipt());
    }
    SECTION("by a welcome")
    {
        bench.spool->resume(bench.receiver.stand(spool::Verdict::resume));
    }
    SECTION("by a welcome to a restored collector")
    {
        bench.spool->resume(bench.receiver.stand(spool::Verdict::reread));
    }
    CHECK(bench.spool->accounts().pending == 0);
    CHECK(bench.spool->audit().empty());
    CHECK(bench.take({ARow("new").shows("new")}).changed == 1);
}

TEST_CASE("a spool full of what it shows stores receipts for single rows to the last")
{
    for (std::uint64_t pages = 60; pages < 72; ++pages) {
        SpoolBench bench(pages * 4096);
        const auto fill = [&] {
            for (int i = 0; i < 5000; ++i) {
                const std::string name = std::to_string(i);
                bench.take({ARow(name).shows("code" + name)});
                bench.receiver.drain(*bench.spool);
                REQUIRE_NOTHROW(bench.spool->store(bench.receiver.receipt()));
            }
        };
        CHECK_THROWS_AS(fill(), runtime::Unavailable);
        CHECK(bench.spool->accounts().pending == 0);
        CHECK(bench.spool->audit().empty());
    }
}

TEST_CASE("reading pauses before the disk is full")
{
    SpoolBench bench(0, 1ULL << 60);
    CHECK_THROWS_AS(bench.take({ARow("1").shows("A")}), runtime::Unavailable);
    CHECK(bench.spool->accounts().assigned == 0);
}

TEST_CASE("a spool of a newer edition is refused")
{
    SpoolBench bench;
    bench.spool.reset();
    alter(bench, "PRAGMA user_version = 99");
    CHECK_THROWS_AS(bench.reopen(), runtime::Corrupt);
    CHECK(failure_of_opening(bench).find("newer program") != std::string::npos);
}

TEST_CASE("a file that is no spool is refused and left as it is")
{
    SpoolBench bench;
    bench.spool.reset();
    std::filesystem::remove(bench.settings.file.string() + "-wal");
    test::write_file(bench.settings.file, std::string(5000, 'x'));
    CHECK_THROWS_AS(bench.reopen(), runtime::Corrupt);
    CHECK(test::read_file(bench.settings.file) == std::string(5000, 'x'));
}

TEST_CASE("a damaged spool is to be moved away, not restored from a backup")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    bench.spool.reset();
    std::string file = test::read_file(bench.settings.file);
    SECTION("no header")
    {
        file.replace(0, 16, 16, '\0');
    }
    SECTION("no schema")
    {
        file.replace(100, 64, 64, '\xff');
    }
    test::write_file(bench.settings.file, file);
    CHECK_THROWS_AS(bench.reopen(), runtime::Corrupt);
    CHECK_THROWS_AS(spool::read_report(bench.settings.file), runtime::Corrupt);
    using Catch::Contains;
    CHECK_THAT(failure_of_opening(bench),
               Contains("move it away: a new one reads the sources again") && !Contains("backup"));
    CHECK_THROWS_WITH(spool::read_report(bench.settings.file),
                      Contains("move it away: a new one") && !Contains("backup"));
}

TEST_CASE("a spool of another unit or another key is refused by name")
{
    SpoolBench bench;
    bench.spool.reset();
    SECTION("unit")
    {
        bench.owner.unit = "H01";
        CHECK(failure_of_opening(bench).find("H56") != std::string::npos);
    }
    SECTION("key")
    {
        bench.owner.key_id = {9};
        CHECK(failure_of_opening(bench).find("another unit key") != std::string::npos);
    }
    CHECK_THROWS_AS(bench.reopen(), runtime::BadSettings);
}

TEST_CASE("digests of another edition are made again from the source")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A"), ARow("2").shows("B")});
    bench.receiver.drain(*bench.spool);
    bench.spool->store(bench.receiver.receipt());
    bench.spool.reset();
    alter(bench, "UPDATE spool SET digest_edition = 99");
    bench.reopen();
    CHECK(bench.spool->standing().digest_edition == 1);
    CHECK(bench.take({ARow("1").shows("A"), ARow("2").shows("B")}).changed == 2);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("what changes only flows is not written each time, and not lost at a clean end")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A")});
    const auto wal = [&] {
        return std::filesystem::file_size(bench.settings.file.string() + "-wal");
    };
    const auto before = wal();
    for (int i = 0; i < 50; ++i) {
        bench.take({ARow("1").shows("A")}, 1, {}, source::Position{"100", "1"});
    }
    CHECK(wal() == before);
    bench.reopen();
    CHECK(bench.spool->accounts().sources.at(0).read == 51);
    CHECK(bench.spool->stand(1).watermark == source::Position{"100", "1"});
}
