// What a spool writes to an export file, whatever goes on meanwhile.
#include "agent/spool/unreceipted.h"
#include "agent/uplink/exporting.h"
#include "config/runtime/failure.h"
#include "proto/wire/recording.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"

#include "congto/v1/recording.pb.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using Place = runtime::NewFile::Place;
using test::ARow;
using test::SpoolBench;

namespace {

void spool_some(SpoolBench& bench, int rows, const std::string& prefix = "row")
{
    for (int i = 0; i < rows; ++i) {
        const std::string name = prefix + std::to_string(i);
        bench.take({ARow(name).shows(name)});
    }
}

std::optional<uplink::Exported> exported(const SpoolBench& bench, Place place = Place::must_be_free)
{
    runtime::SystemClock clock;
    runtime::Progress silent(-1);
    return uplink::export_unreceipted(bench.settings.file, bench.folder / "stick", place, clock,
                                      silent);
}

} // namespace

TEST_CASE("an export holds the greeting, every batch without a receipt and the progress")
{
    SpoolBench bench;
    spool_some(bench, 2);
    bench.settle();
    spool_some(bench, 3, "later");
    bench.spool->note(1, {"head", 7, true, runtime::SystemClock().now()});
    const auto standing = bench.spool->standing();
    const auto done = exported(bench);
    REQUIRE(done);
    CHECK(done->unit == "H56");
    CHECK(done->first_sequence == 3);
    CHECK(done->last_sequence == 5);
    CHECK(done->batches == 3);
    CHECK(done->bytes == std::filesystem::file_size(bench.folder / "stick"));

    wire::RecordingReader reader(bench.folder / "stick", wire::Half::agent);
    const v1::Greeting& greeting = reader.begin().greeting();
    CHECK(greeting.spool_id() == std::string(standing.id.begin(), standing.id.end()));
    CHECK(greeting.assigned_sequence() == 5);
    CHECK(greeting.receipted_sequence() == 2);
    CHECK(greeting.boot_nonce() == std::string(16, '\0'));
    v1::FromAgent message;
    wire::Chain chain = standing.receipted_chain;
    for (std::uint64_t number = 3; number <= 5; ++number) {
        REQUIRE(reader.next(message));
        CHECK(message.batch().first_sequence() == number);
        chain = wire::next_chain(chain, message.batch().body());
    }
    CHECK(chain == standing.assigned_chain);
    REQUIRE(reader.next(message));
    CHECK(message.progress().unread() == 7);
    CHECK(message.progress().caught_up());
    CHECK_FALSE(reader.next(message));
}

TEST_CASE("an export changes nothing, and is written again the same but for its time")
{
    SpoolBench bench;
    spool_some(bench, 3);
    const auto before = bench.spool->accounts();
    REQUIRE(exported(bench));
    const auto first = test::read_file(bench.folder / "stick").size();
    CHECK_THROWS_AS(exported(bench), runtime::BadSettings);
    CHECK(test::read_file(bench.folder / "stick").size() == first);
    REQUIRE(exported(bench, Place::may_be_taken));
    CHECK(test::read_file(bench.folder / "stick").size() == first);
    CHECK(bench.spool->accounts().pending == before.pending);
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("where everything has its receipt there is no file")
{
    SpoolBench bench;
    CHECK_FALSE(exported(bench));
    spool_some(bench, 1);
    bench.settle();
    CHECK_FALSE(exported(bench));
    CHECK_FALSE(std::filesystem::exists(bench.folder / "stick"));
    CHECK_FALSE(std::filesystem::exists(bench.folder / "stick.unfinished"));
}

TEST_CASE("what is spooled while it is exported waits for the next one")
{
    SpoolBench bench;
    spool_some(bench, 2);
    spool::Unreceipted unreceipted(bench.settings.file);
    REQUIRE(unreceipted.next());
    spool_some(bench, 1, "late");
    CHECK(unreceipted.next()->last_sequence == 2);
    CHECK_FALSE(unreceipted.next());
}

TEST_CASE("a spool that goes on otherwise while it is exported is exported again")
{
    SpoolBench bench;
    spool_some(bench, 3);
    spool::Unreceipted unreceipted(bench.settings.file);
    REQUIRE(unreceipted.next());
    SECTION("a receipt came")
    {
        bench.settle();
    }
    SECTION("the spool was given up")
    {
        bench.spool->resume(bench.receiver.stand(spool::Verdict::abandon));
        spool_some(bench, 3, "anew");
    }
    CHECK_THROWS_AS(unreceipted.next(), runtime::Unavailable);
}

TEST_CASE("a damaged batch is never exported")
{
    SpoolBench bench;
    spool_some(bench, 3);
    SQLite::Database(bench.settings.file.string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE batch SET body = zeroblob(length(body)) WHERE first_sequence = 2");
    CHECK_THROWS_AS(exported(bench), runtime::Damaged);
    CHECK(std::filesystem::exists(bench.folder / "stick") == false);
}
