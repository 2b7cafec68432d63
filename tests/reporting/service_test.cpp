// Programs ask over a real line, with the certificates of whoever may.
#include "tests/reporting/answering.h"

#include <catch2/catch.hpp>

#include <array>
#include <thread>

namespace congto::test {
namespace {

using Code = grpc::StatusCode;

using Rates = Asking<v1::RatesRequest, v1::RatesAnswer>;
using Gaps = Asking<v1::GapRequest, v1::GapAnswer>;
using Ranks = Asking<v1::RankingRequest, v1::RankingAnswer>;

Rates rates_of(v1::Reporting::Stub& stub, const std::string& unit)
{
    Rates rates;
    rates.asked.mutable_period()->set_month("2026-01");
    rates.asked.set_unit(unit);
    rates.asked.add_indicators("end_to_end");
    rates.asked.add_indicators("end_to_end_proven");
    return rates.ask(stub, &v1::Reporting::Stub::Rates);
}

} // namespace

TEST_CASE("the ministry's programs get what the command prints, typed")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    const Rates rates = rates_of(*stub, "");
    REQUIRE(rates.status.ok());
    const v1::AnswerFrame& frame = rates.answer.frame();
    CHECK(frame.from() == "2026-01-01");
    CHECK(frame.to() == "2026-01-31");
    CHECK(frame.basis() == v1::COUNTING_BASIS_RECEIVED);
    CHECK(frame.catalogue_edition() == static_cast<std::uint32_t>(rates::kCatalogueEdition));
    CHECK(frame.as_of() > 0);
    REQUIRE(rates.answer.rows_size() == 3);
    const v1::RatesRow& empty = rates.answer.rows(0);
    CHECK(empty.unit().code() == "H26");
    CHECK_FALSE(empty.figures(0).has_counts());
    CHECK(empty.figures(0).no_figure() == "not read yet");
    const v1::RatesRow& row = rates.answer.rows(1);
    CHECK(row.unit().code() == "H44");
    CHECK(row.unit().kind() == "province");
    CHECK(row.figures(0).counts().numerator() == 3);
    CHECK(row.figures(0).counts().denominator() == 7);
    CHECK(row.figures(0).counts().rate() == "42.86");
    CHECK(row.figures(1).no_figure() == "defined on the settled basis only");
    CHECK(row.coverage().collected() == 9);
    CHECK(row.coverage().in_source() == 11);
}

TEST_CASE("a unit sees its own figures and no other's")
{
    const Answering answering;
    const auto stub = answering.asker(kPhuTho);
    const Rates own = rates_of(*stub, "H44");
    REQUIRE(own.status.ok());
    REQUIRE(own.answer.rows_size() == 1);
    CHECK(own.answer.rows(0).figures(0).counts().denominator() == 7);
    for (const char* other : {"G09", "", "H4", "h44", "H44.14"}) {
        INFO(other);
        const Rates refused = rates_of(*stub, other);
        CHECK(refused.status.error_code() == Code::PERMISSION_DENIED);
        CHECK(refused.status.error_message().find("H44") != std::string::npos);
        CHECK(refused.answer.rows_size() == 0);
    }
    Gaps gap;
    gap.asked.mutable_period()->set_month("2026-01");
    CHECK(gap.ask(*stub, &v1::Reporting::Stub::Gap).status.error_code() == Code::PERMISSION_DENIED);
    gap.asked.set_unit("H44");
    CHECK(gap.ask(*stub, &v1::Reporting::Stub::Gap).status.ok());
    Ranks ranks;
    ranks.asked.mutable_period()->set_month("2026-01");
    CHECK(ranks.ask(*stub, &v1::Reporting::Stub::Ranking).status.error_code() ==
          Code::PERMISSION_DENIED);
    ranks.asked.set_bodies_of("H44");
    REQUIRE(ranks.ask(*stub, &v1::Reporting::Stub::Ranking).status.ok());
    CHECK(ranks.answer.tables(0).places_size() == 2);
}

TEST_CASE("a certificate that names nobody sees nothing, a line of this machine all")
{
    const Answering answering;
    const auto nobody = answering.asker("agent");
    CHECK(rates_of(*nobody, "").status.error_code() == Code::PERMISSION_DENIED);
    CHECK(rates_of(*nobody, "H44").status.error_code() == Code::PERMISSION_DENIED);
    const auto here = answering.plain_asker();
    CHECK(rates_of(*here, "").answer.rows_size() == 3);
}

TEST_CASE("a certificate that is taken no more is answered nothing, on a line that runs too")
{
    Answering answering;
    const auto unit = answering.asker(kPhuTho);
    CHECK(rates_of(*unit, "H44").status.ok());
    answering.revoke_all();
    const Rates refused = rates_of(*unit, "H44");
    CHECK(refused.status.error_code() == Code::PERMISSION_DENIED);
    CHECK(refused.status.error_message() == "revoked");
    CHECK(rates_of(*answering.plain_asker(), "H44").status.ok());
}

TEST_CASE("a gap is walked in numbers that add up")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    Gaps gap;
    gap.asked.mutable_period()->set_from("2026-01-01");
    gap.asked.mutable_period()->set_to("2026-01-31");
    REQUIRE(gap.ask(*stub, &v1::Reporting::Stub::Gap).status.ok());
    REQUIRE(gap.answer.gaps_size() == 2);
    for (const v1::WalkedGap& walked : gap.answer.gaps()) {
        REQUIRE(walked.steps_size() > 0);
        const v1::GapStep& last = walked.steps(walked.steps_size() - 1);
        CHECK(last.to() == "end_to_end");
        CHECK(last.numerator() == walked.measured().counts().numerator());
        CHECK(last.denominator() == walked.measured().counts().denominator());
        CHECK(walked.origin() == "report");
    }
    // 50 points apart, and 17.64.
    CHECK(gap.answer.gaps(0).unit().code() == "G09");
    CHECK(gap.answer.gaps(1).reported_rate() == "60.5");
}

TEST_CASE("ranks are of tables of their own, and what has no figure has none")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    Ranks ranks;
    ranks.asked.mutable_period()->set_month("2026-01");
    REQUIRE(ranks.ask(*stub, &v1::Reporting::Stub::Ranking).status.ok());
    CHECK(ranks.answer.before_from() == "2025-12-01");
    REQUIRE(ranks.answer.tables_size() == 3);
    const v1::RankedPlaces& provinces = ranks.answer.tables(0);
    CHECK(provinces.of() == "provinces");
    CHECK(provinces.places(0).unit().code() == "H44");
    CHECK(provinces.places(0).rank() == 1);
    CHECK_FALSE(provinces.places(1).has_rank());
    CHECK_FALSE(provinces.places(1).figure().has_counts());
}

TEST_CASE("a question that cannot be answered says every fault")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    Rates rates;
    rates.asked.mutable_period()->set_from("2026-02-01");
    rates.asked.mutable_period()->set_to("2026-01-01");
    rates.asked.set_catalogue_edition(99);
    rates.ask(*stub, &v1::Reporting::Stub::Rates);
    CHECK(rates.status.error_code() == Code::INVALID_ARGUMENT);
    CHECK(rates.status.error_message().find("2026-02-01") != std::string::npos);
    CHECK(rates.status.error_message().find("99") != std::string::npos);
    rates = rates_of(*stub, "H99");
    CHECK(rates.status.error_code() == Code::INVALID_ARGUMENT);
    rates = {};
    rates.asked.mutable_period()->set_month("2026-01");
    rates.asked.add_indicators("online_rate");
    rates.asked.set_by(static_cast<v1::GroupedBy>(77));
    rates.ask(*stub, &v1::Reporting::Stub::Rates);
    CHECK(rates.status.error_code() == Code::INVALID_ARGUMENT);
    CHECK(rates.status.error_message().find("77") != std::string::npos);
}

TEST_CASE("units are read as they became when asked so")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    Rates rates;
    rates.asked.mutable_period()->set_month("2026-01");
    rates.asked.set_units(v1::READ_UNITS_NEW);
    REQUIRE(rates.ask(*stub, &v1::Reporting::Stub::Rates).status.ok());
    REQUIRE(rates.answer.frame().notes_size() == 1);
    CHECK(rates.answer.frame().notes(0).find("what they were on") != std::string::npos);
    Gaps gap;
    gap.asked.mutable_period()->set_month("2026-01");
    gap.asked.set_units(v1::READ_UNITS_OLD);
    gap.asked.set_units_on("2026-01-01");
    gap.ask(*stub, &v1::Reporting::Stub::Gap);
    CHECK(gap.status.error_code() == Code::INVALID_ARGUMENT);
    CHECK(gap.status.error_message().find("--units-on") != std::string::npos);
    Ranks ranks;
    ranks.asked.mutable_period()->set_month("2026-01");
    ranks.asked.set_units(static_cast<v1::ReadUnits>(9));
    ranks.ask(*stub, &v1::Reporting::Stub::Ranking);
    CHECK(ranks.status.error_code() == Code::INVALID_ARGUMENT);
}

TEST_CASE("no more indicators are asked for than there are")
{
    const Answering answering;
    const auto stub = answering.asker(kPhuTho);
    Rates rates;
    rates.asked.mutable_period()->set_month("2026-01");
    rates.asked.set_unit("H44");
    for (int i = 0; i < 200'000; ++i)
        rates.asked.add_indicators("on_time");
    rates.ask(*stub, &v1::Reporting::Stub::Rates);
    CHECK(rates.status.error_code() == Code::INVALID_ARGUMENT);
    CHECK(rates.status.error_message().size() < 200);
}

TEST_CASE("all indicators are told to whoever asks")
{
    const Answering answering;
    const auto stub = answering.asker("agent");
    Asking<v1::IndicatorsRequest, v1::IndicatorsAnswer> indicators;
    REQUIRE(indicators.ask(*stub, &v1::Reporting::Stub::Indicators).status.ok());
    CHECK(indicators.answer.indicators_size() == static_cast<int>(rates::catalogue().size()));
}

TEST_CASE("many programs that ask at once are all answered, or told to ask again")
{
    const Answering answering;
    const auto stub = answering.asker(kMinistry);
    std::vector<std::thread> askers;
    std::array<Rates, 100> asked;
    for (Rates& rates : asked) {
        askers.emplace_back([&] { rates = rates_of(*stub, ""); });
    }
    for (std::thread& asker : askers) {
        asker.join();
    }
    int answered = 0;
    for (const Rates& rates : asked) {
        answered += rates.status.ok() ? 1 : 0;
        const bool told =
            rates.status.ok() || rates.status.error_code() == Code::RESOURCE_EXHAUSTED;
        INFO(rates.status.error_message());
        CHECK(told);
    }
    CHECK(answered >= 64);
}

} // namespace congto::test
