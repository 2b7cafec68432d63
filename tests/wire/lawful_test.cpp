// Faults that reject one observation and leave its batch.
#include "tests/wire/samples.h"

#include "congto/v1/batch.pb.h"
#include <catch2/catch.hpp>

#include <functional>
#include <limits>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;

namespace {

using Columns = congto::v1::Observations;

// Which of the three observations are still lawful after a change to the columns.
std::vector<bool> lawful_after(const std::function<void(Columns&)>& change)
{
    congto::v1::BatchBody message;
    REQUIRE(message.ParseFromString(encode(a_body())));
    change(*message.mutable_observations());
    std::vector<bool> lawful;
    for (const CodedObservation& observation : decode(message.SerializeAsString()).observations) {
        lawful.push_back(observation.lawful);
    }
    return lawful;
}

const std::vector<bool> kAll{true, true, true};
const std::vector<bool> kNotSecond{true, false, true};

} // namespace

TEST_CASE("a word of an unknown number rejects its observation alone")
{
    CHECK(lawful_after([](Columns&) {}) == kAll);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_level())[1] = 4; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_channel())[1] = 7; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_fee())[1] = 5; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_result())[1] = 5; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_status())[1] = 11; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_status())[1] = 0; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_digitised())[1] = '\xFF'; }) == kNotSecond);
}

TEST_CASE("evidence seen must be evidence known")
{
    CHECK(lawful_after([](Columns& c) { c.set_evidence_words(1, 1); }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { c.set_evidence_words(1, 1ULL << 32U | 1); }) == kAll);
}

TEST_CASE("an evidence bit of a later edition is kept as it came")
{
    BatchBody body = a_body();
    body.observations[0].state.evidence = {1U << 31U, 1U << 31U};
    const DecodedBatch batch = decode(encode(body));
    CHECK(batch.observations[0].lawful);
    CHECK(batch.observations[0].state.evidence == body.observations[0].state.evidence);
}

TEST_CASE("a code of unlawful form rejects the observations that use it")
{
    for (const std::string& code :
         {std::string(65, 'x'), std::string("H56\n"), std::string("H\0", 2), std::string("H\xFF"),
          std::string("\xC0\x80"), std::string("\xED\xA0\x80"), std::string("\u202E56H")}) {
        INFO(code);
        CHECK(lawful_after([&code](Columns& c) { c.set_body_codes(1, code); }) == kNotSecond);
        CHECK(lawful_after([&code](Columns& c) { c.set_procedure_codes(0, code); }) ==
              std::vector<bool>{false, true, false});
    }
    for (const std::string& code :
         {std::string(64, 'x'), std::string("Sở Tư pháp"), std::string()}) {
        INFO(code);
        CHECK(lawful_after([&code](Columns& c) { c.set_body_codes(1, code); }) == kAll);
    }
}

TEST_CASE("a time outside the years 1900 to 2199 rejects its observation")
{
    const auto max = std::numeric_limits<std::uint64_t>::max();
    for (const std::uint64_t coded : {max, max - 1, std::uint64_t{1} << 63U,
                                      std::uint64_t{1} << 62U, std::uint64_t{1} << 40U}) {
        INFO(coded);
        CHECK(lawful_after([coded](Columns& c) { c.set_submitted(1, coded); }) == kNotSecond);
        CHECK(lawful_after([coded](Columns& c) { c.set_withdrawn(1, coded); }) == kNotSecond);
    }
}

TEST_CASE("the first and last lawful seconds are lawful, their neighbours are not")
{
    const auto lawful = [](const char* day, int second) {
        BatchBody body = a_body();
        const auto date = std::chrono::sys_days(std::chrono::days(model::parse_day(day)->number));
        body.observations[1].state.times.due = model::Moment(date) + std::chrono::seconds(second);
        return decode(encode(body)).observations[1].lawful;
    };
    CHECK(lawful("1900-01-01", 0));
    CHECK_FALSE(lawful("1900-01-01", -1));
    CHECK(lawful("2199-12-31", 86'399));
    CHECK_FALSE(lawful("2199-12-31", 86'400));
}

TEST_CASE("a day opened outside the years 1900 to 2199 rejects its observation")
{
    CHECK(lawful_after([](Columns& c) { (*c.mutable_ids())[16] = '\x7F'; }) == kNotSecond);
    CHECK(lawful_after([](Columns& c) { (*c.mutable_ids())[16] = '\x80'; }) == kNotSecond);
}

TEST_CASE("changed_at may wrap without harm to the observations after it")
{
    const auto lawful = lawful_after([](Columns& c) {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        const std::int64_t first = c.changed_at(0);
        const std::int64_t third = c.changed_at(2);
        const std::int64_t second = c.changed_at(1);
        c.set_changed_at(1, kMost);
        // The third is where it was: its step takes back what the second added.
        c.set_changed_at(2, third + second - kMost);
        REQUIRE(first > 0);
    });
    CHECK(lawful == kNotSecond);
}
