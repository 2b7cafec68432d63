#include "proto/wire/malformed_batch.h"
#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;
using namespace std::chrono_literals;

TEST_CASE("a batch comes back as it was")
{
    const BatchBody body = a_body();
    const DecodedBatch batch = decode(encode(body));
    CHECK(batch.source == 3);
    CHECK(batch.withdrawals == body.withdrawals);
    CHECK(batch.claims == body.claims);
    CHECK(batch.removals == body.removals);
    CHECK(batch.lists == body.lists);
    REQUIRE(batch.observations.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(batch.observations[i].lawful);
        CHECK(observation_at(batch, i) == body.observations[i]);
    }
    CHECK(batch.size() == body.size());
}

TEST_CASE("codes are kept once, in the order of their first use")
{
    BatchBody body = a_body();
    body.observations[2].body = "H56.01";
    const DecodedBatch batch = decode(encode(body));
    CHECK(batch.body_codes == std::vector<std::string>{"H56.14", "H56.15", "H56.01"});
    CHECK(batch.procedure_codes == std::vector<std::string>{"2.000815.000.00.00.H56", ""});
    CHECK(batch.observations[2].procedure == 0);
}

TEST_CASE("a batch of one kind of entry is a batch")
{
    BatchBody withdrawals = a_body();
    withdrawals.observations.clear();
    withdrawals.claims.clear();
    CHECK(decode(encode(withdrawals)).withdrawals == withdrawals.withdrawals);
    BatchBody claims = a_body();
    claims.observations.clear();
    claims.withdrawals.clear();
    CHECK(decode(encode(claims)).claims == claims.claims);
}

TEST_CASE("times before the day opened and far after it come back")
{
    BatchBody body = a_body();
    model::DossierTimes& times = body.observations[0].state.times;
    times.submitted = civil("1900-01-02", 0s);
    times.due = civil("2199-12-31", 23h);
    times.received = model::Moment(
        std::chrono::sys_days(std::chrono::days(model::parse_day("2026-02-03")->number)));
    CHECK(observation_at(decode(encode(body)), 0) == body.observations[0]);
}

TEST_CASE("what could only be refused is never encoded")
{
    BatchBody empty;
    empty.source = 1;
    CHECK_THROWS_AS(encode(empty), MalformedBatch);
    BatchBody sourceless = a_body();
    sourceless.source = 0;
    CHECK_THROWS_AS(encode(sourceless), MalformedBatch);
    BatchBody large = a_body();
    large.withdrawals.assign(kMaxEntries + 1, model::DossierId{});
    CHECK_THROWS_AS(encode(large), MalformedBatch);
    large.withdrawals.resize(kMaxEntries - large.observations.size() - large.claims.size() -
                             large.removals.size() - large.lists.size());
    CHECK(decode(encode(large)).size() == kMaxEntries);
}
