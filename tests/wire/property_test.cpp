#include "proto/wire/malformed_batch.h"
#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;

namespace {

// Printed with the test; CONGTO_TEST_SEED repeats a run.
unsigned seed_of(const char* property)
{
    const char* given = std::getenv("CONGTO_TEST_SEED");
    const unsigned seed = given != nullptr ? static_cast<unsigned>(std::strtoul(given, nullptr, 10))
                                           : std::random_device()();
    std::cout << property << ": CONGTO_TEST_SEED=" << seed << '\n';
    return seed;
}

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}

    template <typename Integer>
    Integer from(Integer least, Integer most)
    {
        std::uniform_int_distribution<std::int64_t> between(static_cast<std::int64_t>(least),
                                                            static_cast<std::int64_t>(most));
        return static_cast<Integer>(between(engine_));
    }

    template <typename Word>
    Word word(int first, int last)
    {
        return static_cast<Word>(from(first, last));
    }

private:
    std::mt19937_64 engine_;
};

std::optional<model::Moment> a_time(Dice& dice)
{
    if (dice.from(0, 3) == 0) {
        return std::nullopt;
    }
    // 1900 to 2199, mostly near 2026.
    const bool near = dice.from(0, 9) != 0;
    return model::Moment(std::chrono::seconds(near ? dice.from(1'700'000'000L, 1'800'000'000L)
                                                   : dice.from(-2'208'988'800L, 7'258'118'399L)));
}

model::DossierId an_id(Dice& dice)
{
    model::DossierId id;
    for (std::uint8_t& byte : id.bytes) {
        byte = dice.from<std::uint8_t>(0, 255);
    }
    id.bytes[0] = id.bytes[1] = 0; // 1970 to 2149
    return id;
}

model::Observation an_observation(Dice& dice)
{
    model::Observation observation;
    observation.id = an_id(dice);
    observation.body = "H56." + std::to_string(dice.from(0, 20));
    observation.procedure = std::string(dice.from<std::size_t>(0, 64), 'p');
    model::DossierState& state = observation.state;
    state.level = dice.word<model::Level>(0, 3);
    state.channel = dice.word<model::Channel>(0, 6);
    state.fee = dice.word<model::Fee>(0, 4);
    state.result = dice.word<model::Result>(0, 4);
    state.status = dice.word<model::Status>(1, 10);
    state.digitised = dice.word<model::Digitised>(0, 4);
    state.evidence.known = dice.from<std::uint32_t>(0, 0xFFFFFFFF);
    state.evidence.seen = state.evidence.known & dice.from<std::uint32_t>(0, 0xFFFFFFFF);
    state.times = {a_time(dice), a_time(dice), a_time(dice),
                   a_time(dice), a_time(dice), a_time(dice)};
    observation.changed_at = model::Instant(
        std::chrono::microseconds(dice.from(-2'208'988'800'000'000L, 7'258'118'399'999'999L)));
    if (dice.from(0, 2) == 0) {
        observation.fingerprints.applicant[dice.from<std::size_t>(0, 5)] = 1;
        observation.fingerprints.submitter[dice.from<std::size_t>(0, 5)] = 7;
    }
    return observation;
}

// A part of a day, with or without ends.
DayList a_list(Dice& dice)
{
    const model::DossierId some = an_id(dice);
    DayList list{some.opened(), {}, std::nullopt, std::nullopt};
    for (int left = dice.from(0, 5); left > 0; --left) {
        model::DossierId id = an_id(dice);
        std::copy_n(some.bytes.begin(), 4, id.bytes.begin());
        list.ids.push_back(id);
    }
    std::sort(list.ids.begin(), list.ids.end());
    if (list.ids.size() > 1 && dice.from(0, 1) == 0) {
        list.after = list.ids.front();
        list.ids.erase(list.ids.begin());
        list.through = list.ids.back();
    }
    return list;
}

BatchBody a_body(Dice& dice)
{
    BatchBody body;
    body.source = dice.from<std::uint16_t>(1, 65535);
    for (int left = dice.from(0, 5); left > 0; --left) {
        body.withdrawals.push_back(an_id(dice));
    }
    for (int left = dice.from(0, 40); left > 0; --left) {
        body.observations.push_back(an_observation(dice));
    }
    for (int left = dice.from(1, 5); left > 0; --left) {
        body.claims.push_back({{dice.from(-25'567, 84'005)},
                               dice.from<std::uint64_t>(0, kMostOfADay),
                               dice.from<std::uint64_t>(0, kMostOfADay),
                               0,
                               static_cast<std::uint64_t>(dice.from(INT64_MIN, INT64_MAX)),
                               1});
        for (int body_number = dice.from(0, 3); body_number > 0; --body_number) {
            body.claims.back().sequences.insert(
                body.claims.back().sequences.begin(),
                {"H56." + std::to_string(body_number), dice.from<std::uint64_t>(500, kMostOfADay),
                 dice.from<std::uint64_t>(1, 500), dice.from<std::uint64_t>(0, 1)});
        }
    }
    for (int left = dice.from(0, 3); left > 0; --left) {
        body.removals.push_back({dice.word<RemovalCause>(1, 3), {an_id(dice), an_id(dice)}});
    }
    for (int left = dice.from(0, 3); left > 0; --left) {
        body.lists.push_back(a_list(dice));
    }
    return body;
}

} // namespace

TEST_CASE("any lawful batch comes back as it was, in the same bytes each time")
{
    Dice dice(seed_of("round trip"));
    for (int round = 0; round < 300; ++round) {
        const BatchBody body = a_body(dice);
        const EncodedBatch encoded = encode(body, kSalt);
        REQUIRE(encode(body, kSalt).body == encoded.body);
        REQUIRE(encode(body, kSalt).fingerprints == encoded.fingerprints);
        DecodedBatch batch = decode(encoded.body);
        take_fingerprints(batch, encoded.fingerprints, Erased::refused);
        REQUIRE(batch.source == body.source);
        REQUIRE(batch.withdrawals == body.withdrawals);
        REQUIRE(batch.claims == body.claims);
        REQUIRE(batch.removals == body.removals);
        REQUIRE(batch.lists == body.lists);
        REQUIRE(batch.observations.size() == body.observations.size());
        for (std::size_t i = 0; i < body.observations.size(); ++i) {
            REQUIRE(batch.observations[i].lawful);
            REQUIRE(observation_at(batch, i) == body.observations[i]);
        }
    }
}

TEST_CASE("a damaged batch is refused, or its observations stay within their dictionaries")
{
    Dice dice(seed_of("damage"));
    int refused = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = encode(wire::test::a_body());
        for (int hits = dice.from(1, 4); hits > 0; --hits) {
            bytes[dice.from<std::size_t>(0, bytes.size() - 1)] =
                static_cast<char>(dice.from(0, 255));
        }
        try {
            const DecodedBatch batch = decode(bytes);
            REQUIRE(batch.size() > 0);
            for (const CodedObservation& observation : batch.observations) {
                REQUIRE(observation.body < batch.body_codes.size());
                REQUIRE(observation.procedure < batch.procedure_codes.size());
            }
        } catch (const MalformedBatch&) {
            ++refused;
        }
    }
    CHECK(refused > 0);
}
