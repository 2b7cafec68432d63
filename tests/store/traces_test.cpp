// What the store keeps for detectors besides cells: fingerprints and code sequences.
#include "collector/store/reader.h"
#include "proto/wire/fingerprints.h"
#include "proto/wire/malformed_batch.h"
#include "tests/store/a_dossier.h"
#include "tests/store/filled_store.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace congto;
using namespace congto::test;
using Lines = std::vector<std::string>;

namespace {

constexpr const char* kCode = "H44.14-260203-0001";

std::string shown(const model::Fingerprint& fingerprint)
{
    return fingerprint == model::Fingerprint{} ? "-" : std::to_string(fingerprint[5]);
}

// "body procedure submitter applicant submitted", by dossier.
Lines fingerprinted(const FilledStore& filled, std::string_view month,
                    std::string_view unit = "H44")
{
    Lines lines;
    const store::Reader reader = filled.reader();
    reader.cells()->fingerprinted(
        filled.unit(unit), *model::parse_month(month), [&](const store::FingerprintedDossier& one) {
            lines.push_back(std::string(one.body) + " " + std::string(one.procedure) + " " +
                            shown(one.fingerprints.submitter) + " " +
                            shown(one.fingerprints.applicant) + " " +
                            (one.submitted ? model::text_of(*one.submitted) : "-"));
        });
    return lines;
}

Lines sequences(const FilledStore& filled, std::optional<std::string_view> unit,
                std::string_view from, std::string_view to)
{
    Lines lines;
    const store::Reader reader = filled.reader();
    reader.cells()->sequences(
        unit ? std::optional(filled.unit(*unit)) : std::nullopt,
        {*model::parse_day(from), *model::parse_day(to)}, [&](const store::SequencedDay& one) {
            lines.push_back(model::text_of(one.day) + " " + std::string(one.body) + " " +
                            std::to_string(one.numbered) + " " + std::to_string(one.seen) + " " +
                            std::to_string(one.in_bursts));
        });
    return lines;
}

wire::BatchBody claiming(std::string_view day, std::vector<wire::DaySequence> sequences)
{
    wire::BatchBody body;
    body.source = 1;
    body.claims = {{*model::parse_day(day), 0, 0, 0, 0, 0, std::move(sequences)}};
    return body;
}

} // namespace

TEST_CASE("a dossier's fingerprints are found by its month opened")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    spool.observe({a_dossier(kCode).by(1).for_applicant(2).submitted("2026-02-04"),
                   a_dossier("H44.14-260131-0009").for_applicant(3),
                   a_dossier("H44.14-260203-0002")});
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.14 1.000894 1 2 2026-02-04 09:00:00"});
    CHECK(fingerprinted(filled, "2026-01") == Lines{"H44.14 1.000894 - 3 2026-01-05 09:00:00"});
    CHECK(fingerprinted(filled, "2026-03").empty());
    CHECK(fingerprinted(filled, "2026-02", "H26").empty());
}

TEST_CASE("the last observation that has fingerprints tells them")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    spool.observe({a_dossier(kCode).by(1)});
    spool.observe({a_dossier(kCode).by(4).for_applicant(5).at("H44.20")});
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.20 1.000894 4 5 2026-01-05 09:00:00"});
    spool.observe({a_dossier(kCode)}); // a mapping that tells none
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.14 1.000894 4 5 2026-01-05 09:00:00"});
    spool.observe({a_dossier(kCode).by(6)}); // nothing else changed
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.14 1.000894 6 - 2026-01-05 09:00:00"});
}

TEST_CASE("a run of new dossiers keeps its fingerprints as one of them does")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    std::vector<model::Observation> many;
    for (int i = 0; i < 200; ++i) {
        many.push_back(a_dossier("H44.14-260203-" + std::to_string(1000 + i))
                           .by(static_cast<std::uint8_t>(1 + i)));
    }
    spool.observe(many);
    CHECK(fingerprinted(filled, "2026-02").size() == 200);
}

TEST_CASE("of two sources the one that counts tells who is behind a dossier")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"first", "second"});
    spool.observe({a_dossier(kCode).by(2).at("H44.2")}, 2);
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.2 1.000894 2 - 2026-01-05 09:00:00"});
    spool.observe({a_dossier(kCode).by(1).at("H44.1")}, 1);
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.1 1.000894 1 - 2026-01-05 09:00:00"});
    spool.withdraw({id_of(kCode)}, 1);
    CHECK(fingerprinted(filled, "2026-02") == Lines{"H44.2 1.000894 2 - 2026-01-05 09:00:00"});
}

TEST_CASE("the ledger keeps fingerprints beside the payload, by month")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    spool.observe({a_dossier(kCode).by(1), a_dossier("H44.14-260131-0009").by(2)});
    spool.observe({a_dossier("H44.14-260203-0002")});
    filled.close();
    SQLite::Database database(filled.state().store_file().string());
    CHECK(database.execAndGet("SELECT group_concat(entry || ' ' || month) FROM ledger_fingerprint")
              .getString() == "1 672,1 673");
}

TEST_CASE("a batch whose fingerprints are missing or altered is malformed")
{
    wire::BatchBody body;
    body.source = 1;
    body.observations = {a_dossier(kCode).by(1)};
    wire::EncodedBatch encoded = wire::encode(body, wire::Salt{});
    CHECK_NOTHROW(store::make_ready({}, encoded.body, test_now(), encoded.fingerprints));
    CHECK_THROWS_AS(store::make_ready({}, encoded.body, test_now()), wire::MalformedBatch);
    ++encoded.fingerprints[0].back();
    CHECK_THROWS_AS(store::make_ready({}, encoded.body, test_now(), encoded.fingerprints),
                    wire::MalformedBatch);
    CHECK_THROWS_AS(store::make_ready_again({}, encoded.body, test_now(),
                                            {{model::Month{1}, encoded.fingerprints[0]}}),
                    wire::MalformedBatch);
    CHECK_NOTHROW(store::make_ready_again({}, encoded.body, test_now())); // erased
}

TEST_CASE("a claim's sequences stand until the next claim of the day")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    TestSpool other(filled, "H26", {"one"}, 2);
    spool.send(claiming("2026-02-03", {{"H44.1", 9, 7, 1}, {"H44.2", 3, 3, 0}}));
    spool.send(claiming("2026-02-04", {{"H44.1", 5, 5, 5}}));
    other.send(claiming("2026-02-03", {{"H26.1", 2, 1, 0}}));
    CHECK(sequences(filled, "H44", "2026-02-01", "2026-02-28") ==
          Lines{"2026-02-03 H44.1 9 7 1", "2026-02-03 H44.2 3 3 0", "2026-02-04 H44.1 5 5 5"});
    CHECK(sequences(filled, std::nullopt, "2026-02-03", "2026-02-03").size() == 3);
    spool.send(claiming("2026-02-03", {{"H44.1", 9, 9, 0}}));
    CHECK(sequences(filled, "H44", "2026-02-03", "2026-02-03") == Lines{"2026-02-03 H44.1 9 9 0"});
    spool.send(claiming("2026-02-03", {}));
    CHECK(sequences(filled, "H44", "2026-02-03", "2026-02-03").empty());
}

TEST_CASE("sequences do not decide whether a day is verified")
{
    FilledStore filled;
    TestSpool spool(filled, "H44", {"one"});
    const auto receipt = spool.send(claiming("2026-02-03", {{"H44.1", 9, 7, 1}}));
    REQUIRE(receipt.verdicts.size() == 1);
    CHECK(receipt.verdicts[0].standing == store::DayStanding::verified);
}
