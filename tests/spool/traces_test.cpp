// What goes with observations and claims for detectors: fingerprints and code sequences.
#include "agent/spool/beside.h"
#include "agent/spool/unreceipted.h"
#include "config/runtime/failure.h"
#include "tests/spool/fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

using namespace congto;
using test::ARow;
using test::SpoolBench;

namespace {

const std::vector<wire::DaySequence> kTold{{"H56.1", 9, 7, 0}, {"H56.2", 3, 3, 3}};

// First byte of each observation's fingerprints, by code, of the batch received last.
std::map<model::DossierId, std::pair<int, int>> told(const wire::DecodedBatch& batch)
{
    std::map<model::DossierId, std::pair<int, int>> told;
    for (const wire::CodedObservation& one : batch.observations) {
        told[one.id] = {one.fingerprints.submitter[0], one.fingerprints.applicant[0]};
    }
    return told;
}

std::vector<ARow> many_rows()
{
    std::vector<ARow> rows;
    for (int i = 0; i < 300; ++i) {
        rows.push_back(ARow(std::to_string(1000 + i)).shows("C" + std::to_string(i)));
        rows.back().by(static_cast<std::uint8_t>(i % 250 + 1), 3);
    }
    return rows;
}

int kept(const SpoolBench& bench)
{
    SQLite::Database database(bench.settings.file.string());
    return database.execAndGet("SELECT count(*) FROM day_sequence").getInt();
}

} // namespace

TEST_CASE("fingerprints go with their observations, through the file and beside the body")
{
    SpoolBench bench;
    bench.take(
        {ARow("1").shows("A").by(1, 2), ARow("2").shows("B"), ARow("3").shows("C").by(0, 4)});
    bench.reopen();
    bench.receiver.drain(*bench.spool);
    const auto there = told(bench.receiver.batches.back());
    CHECK(there.at(test::id_of("A")) == std::pair{1, 2});
    CHECK(there.at(test::id_of("B")) == std::pair{0, 0});
    CHECK(there.at(test::id_of("C")) == std::pair{0, 4});
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("another fingerprint alone is nothing to send, and comes with the next change")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A").by(1, 2)});
    CHECK(bench.take({ARow("1").shows("A").by(5, 6)}).changed == 0);
    CHECK(bench.take({ARow("1").shows("A", model::Status::resolved).by(5, 6)}).changed == 1);
    bench.receiver.drain(*bench.spool);
    CHECK(told(bench.receiver.batches.back()).at(test::id_of("A")) == std::pair{5, 6});
}

TEST_CASE("a batch in parts keeps its fingerprints, and its parts are small with them")
{
    SpoolBench bench;
    bench.take(many_rows());
    CHECK(bench.spool->split_above(0, 3000) == 1);
    std::size_t most = 0;
    for (std::uint64_t at = 0; const auto batch = bench.spool->batch_after(at);) {
        most = std::max(most, batch->bytes());
        at = batch->last_sequence;
    }
    CHECK(most <= 3000);
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.batches.size() > 3);
    for (const wire::DecodedBatch& batch : bench.receiver.batches) {
        for (const auto& [id, persons] : told(batch)) {
            CHECK(persons.first != 0);
            CHECK(persons.second == 3);
        }
    }
    CHECK(bench.spool->audit().empty());
}

TEST_CASE("an export holds them too")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A").by(1, 2)});
    spool::Unreceipted unreceipted(bench.settings.file);
    const auto batch = unreceipted.next();
    REQUIRE(batch);
    CHECK(batch->fingerprints.size() == 1);
}

TEST_CASE("damaged fingerprints are found before they are sent")
{
    SpoolBench bench;
    bench.take({ARow("1").shows("A").by(1, 2)});
    {
        SQLite::Database database(bench.settings.file.string(), SQLite::OPEN_READWRITE);
        database.exec("UPDATE batch SET fingerprints = substr(fingerprints, 2)");
    }
    CHECK_THROWS_AS(bench.spool->batch_after(0), runtime::Damaged);
    CHECK_FALSE(bench.spool->audit().empty());
    spool::Unreceipted unreceipted(bench.settings.file);
    CHECK_THROWS_AS(unreceipted.next(), runtime::Damaged);
}

TEST_CASE("what stands beside a body comes back as it was, or not at all")
{
    const std::vector<std::string> contents{"one", std::string(300, 'x'), std::string(1, '\0')};
    const std::string packed = spool::packed_beside(contents);
    CHECK(spool::unpacked_beside(packed) == contents);
    CHECK(spool::packed_beside({}).empty());
    CHECK(spool::unpacked_beside("") == std::vector<std::string>{});
    for (std::size_t size = 1; size < packed.size(); ++size) {
        REQUIRE_FALSE(spool::unpacked_beside(packed.substr(0, size)));
    }
}

TEST_CASE("how a day's codes were numbered goes with its claim, also with one made again")
{
    SpoolBench bench;
    const ARow row = ARow("1").shows("A");
    bench.take({row});
    bench.sequences = kTold;
    bench.read_day({row});
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.batches.back().claims.at(0).sequences == kTold);
    bench.spool->store(bench.receiver.receipt()); // without its verdict
    bench.reopen();
    CHECK(bench.spool->claim_again() == 1);
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.batches.back().claims.at(0).sequences == kTold);
    bench.sequences.clear();
    bench.read_day({row});
    bench.receiver.drain(*bench.spool);
    CHECK(bench.receiver.batches.back().claims.at(0).sequences.empty());
}

TEST_CASE("how a day's codes were numbered is let go with the verdict on its claim")
{
    SpoolBench bench;
    const ARow row = ARow("1").shows("A");
    bench.take({row});
    bench.sequences = kTold;
    for (const auto standing : {spool::DayStanding::verified, spool::DayStanding::differs}) {
        bench.read_day({row});
        const auto claimed = bench.spool->days(1).at(0);
        CHECK(kept(bench) == 2);
        bench.spool->note({{1, claimed.day, claimed.claimed - 1, standing}});
        CHECK(kept(bench) == 2); // of another claim
        bench.spool->note({{1, claimed.day, claimed.claimed, standing}});
        CHECK(kept(bench) == 0);
    }
}

TEST_CASE("a forgotten source and a new spool know no sequences")
{
    SpoolBench bench;
    const ARow row = ARow("1").shows("A");
    bench.take({row});
    bench.sequences = kTold;
    bench.read_day({row});
    CHECK(kept(bench) == 2);
    SECTION("a source that is gone")
    {
        bench.spool->forget_source(bench.spool->standing().sources.at(0).name);
    }
    SECTION("a history that is another")
    {
        bench.receiver.drain(*bench.spool);
        bench.spool->resume(bench.receiver.stand(spool::Verdict::abandon));
    }
    CHECK(kept(bench) == 0);
}
