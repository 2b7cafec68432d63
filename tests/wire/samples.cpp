#include "tests/wire/samples.h"

namespace congto::wire::test {
namespace {

using namespace std::chrono_literals;

model::DossierId an_id(const char* day, std::uint8_t number)
{
    const auto days = static_cast<std::uint32_t>(model::parse_day(day)->number);
    model::DossierId id;
    for (std::size_t i = 0; i < 4; ++i) {
        id.bytes.at(i) = static_cast<std::uint8_t>(days >> (24 - 8 * i));
    }
    for (std::size_t i = 4; i < 16; ++i) {
        id.bytes.at(i) = static_cast<std::uint8_t>(number * 16 + i);
    }
    return id;
}

} // namespace

model::Moment civil(const char* day, std::chrono::seconds clock)
{
    return model::start_of(*model::parse_day(day)) + clock;
}

model::Observation an_observation(std::uint8_t number)
{
    model::Observation observation;
    observation.id = an_id("2026-02-03", number);
    observation.body = "H56.14";
    observation.procedure = "2.000815.000.00.00.H56";
    observation.state.level = model::Level::full;
    observation.state.channel = model::Channel::online;
    observation.state.fee = model::Fee::paid_online;
    observation.state.result = model::Result::electronic;
    observation.state.status = model::Status::returned;
    observation.state.digitised = model::Digitised::both;
    observation.state.evidence = {0x3FF, 0x005};
    observation.state.times = {civil("2026-02-02", 23h), civil("2026-02-03"),
                               civil("2026-02-10", 17h), civil("2026-02-05", 10h),
                               civil("2026-02-05", 14h), std::nullopt};
    observation.changed_at = model::Instant(civil("2026-02-05", 14h)) + 123'456us;
    return observation;
}

BatchBody a_body()
{
    BatchBody body;
    body.source = 3;
    body.withdrawals = {an_id("2026-01-31", 8), an_id("2026-02-01", 9)};
    body.observations = {an_observation(1), an_observation(2), an_observation(3)};
    body.observations[1].body = "H56.15";
    body.observations[1].procedure.clear();
    body.observations[1].state = {};
    body.observations[1].changed_at -= 48h;
    body.observations[2].state.channel = model::Channel::counter;
    body.observations[2].state.status = model::Status::withdrawn;
    body.observations[2].state.times.withdrawn = civil("2026-02-04");
    body.removals = {{RemovalCause::left_out, {an_id("2026-02-01", 7)}},
                     {RemovalCause::absent, {an_id("2026-02-03", 5), an_id("2026-02-02", 4)}}};
    body.lists = {
        {*model::parse_day("2026-02-03"),
         {body.observations[0].id, body.observations[1].id},
         std::nullopt,
         body.observations[1].id},
        {*model::parse_day("2026-02-03"),
         {body.observations[2].id},
         body.observations[1].id,
         std::nullopt},
    };
    body.claims = {{*model::parse_day("2026-02-03"), 3, 1, 2, 0xFFEEDDCCBBAA9988U, 7}};
    return body;
}

BatchBody a_body_with_sequences()
{
    BatchBody body = a_body();
    body.claims[0].sequences = {{"H56.14", 40, 38, 9}, {"H56.15", 1, 1, 0}};
    return body;
}

BatchBody a_fingerprinted_body()
{
    BatchBody body = a_body();
    body.observations[0].fingerprints = {{1, 2, 3, 4, 5, 6}, {7, 8, 9, 10, 11, 12}};
    body.observations[1].fingerprints.applicant = {7, 8, 9, 10, 11, 12};
    for (const char* day : {"2026-01-31", "2026-03-01"}) {
        body.observations.push_back(an_observation(6));
        body.observations.back().id = an_id(day, 6);
    }
    body.observations[3].fingerprints = {{13, 14, 15, 16, 17, 18}, {19, 20, 21, 22, 23, 24}};
    return body;
}

model::Observation observation_at(const DecodedBatch& batch, std::size_t index)
{
    const CodedObservation& coded = batch.observations.at(index);
    return {coded.id,
            batch.body_codes.at(coded.body),
            batch.procedure_codes.at(coded.procedure),
            coded.state,
            coded.changed_at,
            coded.fingerprints};
}

} // namespace congto::wire::test
