// Codes that count, and fingerprints of who is behind a row.
#include "agent/mapping/numbered_code.h"
#include "config/runtime/failure.h"
#include "tests/mapping/small_rows.h"

#include <catch2/catch.hpp>

namespace congto {
namespace {

using mapping::Mapping;
using mapping::number_in;
using mapping::NumberedCode;
using test::with;

test::Rows rows(const std::string& text)
{
    return test::small(text, {{"note", "0912 345 678"}, {"identity_wrong", "031234567"}});
}

const std::string kFingerprinted =
    with(test::kSmallMapping, "[times]\n",
         "[fingerprint]\nsubmitter = \"note\"\napplicant = \"identity_wrong\"\n[times]\n");

} // namespace

TEST_CASE("a code that counts gives its day, its body and its number")
{
    const model::Day day = *model::parse_day("2024-08-23");
    CHECK(number_in("H56.14-240823-0001") == NumberedCode{day, "H56.14", 1});
    CHECK(number_in("000.17.22.H56-240823-12345") == NumberedCode{day, "000.17.22.H56", 12345});
    CHECK(number_in("H56-240823-0001") == NumberedCode{day, "H56", 1});
    CHECK(number_in("H56.14-240823-999999") == NumberedCode{day, "H56.14", 999'999});
}

TEST_CASE("a code of another form does not count")
{
    for (const std::string code :
         {"", "-", "--", "H56", "H56-0001", "240823-0001", "-240823-0001", "H56-240823",
          "H56-240823-", "H56-240823-0000", "H56-240823-1234567", "H56-240823-00A1",
          "H56-241323-0001", "H56-240823-0001-2", "H56-240823-240824-1", "H56-240823-X-0001"}) {
        INFO(code);
        CHECK_FALSE(number_in(code));
    }
    CHECK_FALSE(number_in(std::string(65, 'H') + "-240823-0001"));
    // Of what somebody typed nothing may leave, were it a name or a number of a person.
    for (const auto* typed : {"NGUYENVANA", "0912345678", "H56.0912345678", "H56.AN", "AN.H56",
                              "H56-14", "H56.", ".H56", "H56..14", "H56.H57", "NGUYỄN", "001.002"})
        CHECK_FALSE(number_in(std::string(typed) + "-240823-0001"));
}

TEST_CASE("codes count only where the mapping says so")
{
    const std::string counting = with(test::kSmallMapping, "code = \"code\"\n",
                                      "code = \"code\"\nsequence = \"by_body_and_day\"\n");
    CHECK_FALSE(rows(std::string(test::kSmallMapping)).numbered());
    CHECK(rows(counting).numbered() == NumberedCode{*model::parse_day("2026-02-03"), "H56.14", 1});
    CHECK_FALSE(rows(counting).numbered({{"code", std::nullopt}}));
    CHECK_THROWS_WITH(Mapping::from_text(with(counting, "by_body_and_day", "yes"), "small.toml"),
                      Catch::Contains("small.toml:9: dossier.sequence: \"yes\" is no sequence"));
}

TEST_CASE("persons become the fingerprints of the month opened")
{
    const auto key = [] { return test::a_unit_key(); };
    const model::Month month = *model::parse_month("2026-02");
    const model::Fingerprints told = rows(kFingerprinted).mapped().observation.fingerprints;
    CHECK(told.submitter == key().fingerprint("0912345678", month));
    CHECK(told.applicant == key().fingerprint("031234567", month));
    const auto later =
        rows(kFingerprinted).mapped({{"code", "H56.14-260303-0001"}}).observation.fingerprints;
    CHECK(later.submitter != told.submitter);
    CHECK(later.submitter == key().fingerprint("0912345678", {month.number + 1}));
}

TEST_CASE("nobody has no fingerprint, and a mapping may name one person alone")
{
    const auto told =
        rows(kFingerprinted).mapped({{"note", std::nullopt}, {"identity_wrong", "  "}});
    CHECK_FALSE(told.observation.fingerprints.any());
    const std::string one = with(kFingerprinted, "submitter = \"note\"\n", "");
    const auto alone = rows(one).mapped().observation.fingerprints;
    CHECK(alone.submitter == model::Fingerprint{});
    CHECK(alone.applicant != model::Fingerprint{});
    CHECK_THROWS_WITH(
        Mapping::from_text(with(one, "applicant = \"identity_wrong\"\n", ""), "small.toml"),
        Catch::Contains("names neither a submitter nor an applicant"));
}

TEST_CASE("a row that is not sent has no fingerprint, and fingerprints change no digest")
{
    CHECK(rows(kFingerprinted).mapped().observation.state ==
          rows(std::string(test::kSmallMapping)).mapped().observation.state);
    const auto quarantined = rows(kFingerprinted).map({{"status", "77"}});
    CHECK(std::holds_alternative<mapping::Rejection>(quarantined.outcome));
}

} // namespace congto
