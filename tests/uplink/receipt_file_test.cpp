// Receipt files: as a stream's answers when they are current, and never a reason to read again when
// they are not.
#include "agent/uplink/exporting.h"
#include "agent/uplink/receipt_file.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"
#include "proto/wire/recording.h"
#include "tests/spool/fixture.h"
#include "tests/support/files.h"

#include "congto/v1/recording.pb.h"

#include <catch2/catch.hpp>

using namespace congto;
using Place = runtime::NewFile::Place;
using What = uplink::TakenReceipt::What;
using test::ARow;
using test::SpoolBench;

namespace {

struct Journey {
    void spool_some(int rows, const std::string& prefix)
    {
        for (int i = 0; i < rows; ++i) {
            bench.take({ARow(prefix + std::to_string(i)).shows(prefix + std::to_string(i))});
        }
    }
    std::filesystem::path exported(const std::string& name)
    {
        runtime::SystemClock clock;
        runtime::Progress silent(-1);
        const auto file = bench.folder / name;
        REQUIRE(uplink::export_unreceipted(bench.settings.file, file, Place::must_be_free, clock,
                                           silent));
        return file;
    }
    // What a collector answers that holds all the spool has now.
    std::filesystem::path answer(const std::filesystem::path& exported)
    {
        const std::uint64_t before = bench.receiver.durable;
        const wire::Chain chain = bench.receiver.chain;
        bench.receiver.drain(*bench.spool);
        return written(exported, v1::RESUME_CONTINUE, before, chain, true);
    }
    std::filesystem::path written(const std::filesystem::path& exported, v1::Resume verdict,
                                  std::uint64_t durable, const wire::Chain& chain, bool receipt)
    {
        v1::RecordingBegin begin = wire::RecordingReader(exported, wire::Half::agent).begin();
        begin.set_half(v1::RECORDED_HALF_COLLECTOR);
        const std::filesystem::path file = exported.string() + ".receipt";
        wire::RecordingWriter writer(file, Place::may_be_taken, begin);
        v1::FromCollector message;
        v1::Welcome& welcome = *message.mutable_welcome();
        welcome.set_protocol(1);
        welcome.set_resume(verdict);
        welcome.set_incarnation(std::string(wire::bytes_of(bench.receiver.incarnation)));
        welcome.set_durable_sequence(durable);
        welcome.set_durable_chain(std::string(wire::bytes_of(chain)));
        writer.add(message);
        if (receipt) {
            const spool::Receipt given = bench.receiver.receipt();
            v1::Receipt& said = *message.mutable_receipt();
            said.set_through_sequence(given.through);
            said.set_chain(std::string(wire::bytes_of(given.chain)));
            said.set_applied(given.applied);
            said.set_unchanged(given.unchanged);
            said.set_rejected(given.rejected);
            for (const spool::DayVerdict& verdict_on_day : bench.receiver.verdicts()) {
                v1::DayVerdict& told = *said.add_verdicts();
                told.set_source(verdict_on_day.source);
                told.set_day(verdict_on_day.day.number);
                told.set_sequence(verdict_on_day.sequence);
                told.set_standing(static_cast<v1::DayStanding>(verdict_on_day.standing));
            }
            writer.add(message);
        }
        writer.finish();
        return file;
    }
    uplink::TakenReceipt take(const std::filesystem::path& file) const
    {
        return uplink::take_receipt_file(*bench.spool, file);
    }

    SpoolBench bench;
};

} // namespace

TEST_CASE("a receipt file lets go of what is durable, and taken again does nothing")
{
    Journey journey;
    journey.spool_some(3, "a");
    const auto receipt = journey.answer(journey.exported("one"));
    journey.spool_some(2, "b");
    const auto done = journey.take(receipt);
    CHECK(done.what == What::taken);
    CHECK(done.line == "3 entries have their receipt, to number 3; 2 entries wait for the next "
                       "export");
    CHECK(journey.bench.spool->accounts().pending == 2);
    CHECK(journey.take(receipt).what == What::nothing_new);
    CHECK(journey.bench.spool->accounts().pending == 2);
    CHECK(journey.bench.spool->audit().empty());
}

TEST_CASE("verdicts on days come with a receipt file")
{
    Journey journey;
    const ARow row = ARow("day row").shows("A");
    journey.bench.take({row});
    journey.bench.read_day({row});
    journey.take(journey.answer(journey.exported("one")));
    CHECK(journey.bench.day().verdict == spool::DayStanding::verified);
    CHECK(journey.bench.spool->accounts().pending == 0);
}

TEST_CASE("a verdict that was lost on the way is claimed again")
{
    Journey journey;
    const ARow row = ARow("day row").shows("A");
    journey.bench.take({row});
    journey.bench.read_day({row});
    const auto exported = journey.exported("one");
    journey.answer(exported);
    const auto again =
        journey.written(exported, v1::RESUME_CONTINUE, journey.bench.receiver.durable,
                        journey.bench.receiver.chain, true);
    journey.take(again);
    CHECK(journey.bench.spool->accounts().pending == 1); // the claim
}

TEST_CASE("receipt files may come in any order")
{
    Journey journey;
    journey.spool_some(2, "a");
    const auto first = journey.answer(journey.exported("one"));
    journey.spool_some(2, "b");
    const auto second = journey.answer(journey.exported("two"));
    SECTION("as they were written")
    {
        CHECK(journey.take(first).what == What::taken);
        CHECK(journey.take(second).what == What::taken);
    }
    SECTION("the other way round")
    {
        CHECK(journey.take(second).what == What::taken);
        CHECK(journey.take(first).what == What::nothing_new);
    }
    CHECK(journey.bench.spool->accounts().pending == 0);
    CHECK(journey.bench.spool->standing().receipted_sequence == 4);
    CHECK(journey.bench.spool->audit().empty());
}

TEST_CASE("what the collector wants read again is read again, once")
{
    Journey journey;
    journey.spool_some(2, "a");
    journey.take(journey.answer(journey.exported("one")));
    const wire::Chain lost_to = journey.bench.receiver.chain;
    journey.spool_some(2, "b");
    journey.take(journey.answer(journey.exported("two")));
    journey.bench.receiver.incarnation = {9}; // restored from a backup of numbers to 2
    journey.spool_some(1, "c");
    const auto reread =
        journey.written(journey.exported("three"), v1::RESUME_REREAD, 2, lost_to, false);
    CHECK(journey.take(reread).what == What::reread);
    CHECK(journey.bench.spool->standing().receipted_sequence == 2);
    journey.spool_some(2, "b");
    const auto standing = journey.bench.spool->standing();
    CHECK_THROWS_WITH(journey.take(reread), Catch::Contains("answers an older export"));
    CHECK(journey.bench.spool->standing().assigned_chain == standing.assigned_chain);
}

TEST_CASE("a spool whose history is another at the ministry begins anew, once")
{
    Journey journey;
    journey.spool_some(2, "a");
    const auto id = journey.bench.spool->standing().id;
    const auto exported = journey.exported("one");
    SECTION("by the verdict")
    {
        const auto receipt = journey.written(exported, v1::RESUME_ABANDON, 2, {7}, false);
        CHECK(journey.take(receipt).what == What::abandoned);
    }
    SECTION("by the chain")
    {
        const auto receipt = journey.written(exported, v1::RESUME_CONTINUE, 2, {7}, false);
        CHECK(journey.take(receipt).what == What::abandoned);
    }
    SECTION("because more is known than was ever assigned")
    {
        const auto receipt = journey.written(exported, v1::RESUME_CONTINUE, 9, {7}, false);
        CHECK(journey.take(receipt).what == What::abandoned);
    }
    CHECK(journey.bench.spool->standing().id != id);
    CHECK_THROWS_WITH(journey.take(exported.string() + ".receipt"),
                      Catch::Contains("is for spool "));
}

TEST_CASE("a receipt file of another spool, or a broken one, changes nothing")
{
    Journey one;
    Journey other;
    one.spool_some(2, "a");
    other.spool_some(2, "a");
    const auto receipt = one.answer(one.exported("one"));
    CHECK_THROWS_WITH(other.take(receipt), Catch::Contains("export again"));
    const std::string bytes = test::read_file(receipt);
    test::write_file(receipt, bytes.substr(0, bytes.size() - 3));
    CHECK_THROWS_AS(one.take(receipt), runtime::Corrupt);
    CHECK_THROWS_AS(one.take(one.bench.folder / "one"), runtime::Corrupt); // an export file
    CHECK(one.bench.spool->accounts().pending == 2);
    CHECK(other.bench.spool->accounts().pending == 2);
}

TEST_CASE("a refusal is kept for status")
{
    Journey journey;
    journey.spool_some(1, "a");
    v1::RecordingBegin begin =
        wire::RecordingReader(journey.exported("one"), wire::Half::agent).begin();
    begin.set_half(v1::RECORDED_HALF_COLLECTOR);
    wire::RecordingWriter writer(journey.bench.folder / "receipt", Place::must_be_free, begin);
    v1::FromCollector message;
    message.mutable_refusal()->set_reason(v1::REASON_KEY_DIFFERS);
    message.mutable_refusal()->set_detail("another key");
    writer.add(message);
    writer.finish();
    const auto done = journey.take(journey.bench.folder / "receipt");
    CHECK(done.what == What::refused);
    CHECK(done.line == "the ministry refused the export: key_differs: another key");
    CHECK(journey.bench.spool->accounts().pending == 1);
}
