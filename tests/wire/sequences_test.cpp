// Claims that tell how a day's codes were numbered.
#include "proto/model/codes.h"
#include "proto/wire/malformed_batch.h"
#include "tests/wire/samples.h"

#include "congto/v1/batch.pb.h"
#include <catch2/catch.hpp>

#include <functional>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;
using Catch::Matchers::Contains;

namespace {

std::string with(const std::function<void(v1::DayClaim&)>& change)
{
    v1::BatchBody body;
    REQUIRE(body.ParseFromString(encode(a_body_with_sequences())));
    change(*body.mutable_claims(0));
    return body.SerializeAsString();
}

std::string with_first(const std::function<void(v1::DaySequence&)>& change)
{
    return with([&](v1::DayClaim& claim) { change(*claim.mutable_sequences(0)); });
}

} // namespace

TEST_CASE("a claim's sequences come back as they were")
{
    const BatchBody body = a_body_with_sequences();
    REQUIRE(body.claims[0].sequences.size() == 2);
    CHECK(decode(encode(body)).claims == body.claims);
}

TEST_CASE("a claim that tells no sequences has the bytes it always had")
{
    CHECK(encode(a_body_with_sequences()).size() > encode(a_body()).size());
    CHECK(decode(encode(a_body())).claims[0].sequences.empty());
}

TEST_CASE("sequences that do not add up are refused")
{
    const auto wrong = Contains("the claim of day 20487 tells of a body without a lawful code");
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_seen(0); })), wrong);
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_seen(s.numbered() + 1); })), wrong);
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_in_bursts(s.seen() + 1); })), wrong);
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_numbered(kMostOfADay + 1); })), wrong);
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.clear_body_code(); })), wrong);
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_body_code("H56.1\x01"); })), wrong);
    CHECK_NOTHROW(decode(with_first([](auto& s) { s.set_numbered(kMostOfADay); })));
}

TEST_CASE("sequences out of order, or of too many bodies, are refused")
{
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_body_code("H57"); })),
                      Contains("bodies that do not ascend"));
    CHECK_THROWS_WITH(decode(with_first([](auto& s) { s.set_body_code("H56.15"); })),
                      Contains("bodies that do not ascend"));
    BatchBody body = a_body();
    for (std::size_t i = 0; i <= kMostSequences; ++i) {
        body.claims[0].sequences.push_back({"H56." + std::to_string(1000 + i), 3, 2, 0});
    }
    CHECK_THROWS_WITH(encode(body), Contains("codes of 501 bodies, at most 500"));
    body.claims[0].sequences.pop_back();
    CHECK(decode(encode(body)).claims == body.claims);
}

TEST_CASE("a claim of as many bodies as may be fits the smallest batch a collector takes")
{
    BatchBody body;
    body.source = 1;
    body.claims = {{model::Day{20'000}, kMostOfADay, kMostOfADay, kMostOfADay, 1, 1}};
    for (std::size_t i = 0; i < kMostSequences; ++i) {
        const std::string number = std::to_string(1000 + i);
        body.claims[0].sequences.push_back(
            {std::string(model::kMaxCodeBytes - number.size(), 'H') + number, kMostOfADay,
             kMostOfADay, kMostOfADay});
    }
    CHECK(encode(body).size() < (64U << 10U) - 1024);
}
