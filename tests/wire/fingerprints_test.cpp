#include "proto/model/sha256.h"
#include "proto/wire/bytes.h"
#include "proto/wire/fingerprints.h"
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

DecodedBatch received(const EncodedBatch& encoded)
{
    DecodedBatch batch = decode(encoded.body);
    take_fingerprints(batch, encoded.fingerprints, Erased::refused);
    return batch;
}

// The content of a month changed, and its hash with it, as only a program that does not agree with
// this one would send it.
EncodedBatch with(std::size_t month, const std::function<void(v1::Fingerprints&)>& change)
{
    EncodedBatch encoded = encode(a_fingerprinted_body(), kSalt);
    v1::Fingerprints content;
    REQUIRE(content.ParseFromString(encoded.fingerprints.at(month)));
    change(content);
    encoded.fingerprints[month] = content.SerializeAsString();
    v1::BatchBody body;
    REQUIRE(body.ParseFromString(encoded.body));
    body.mutable_fingerprints(static_cast<int>(month))
        ->set_sha256(std::string(bytes_of(model::sha256(encoded.fingerprints[month]))));
    encoded.body = body.SerializeAsString();
    return encoded;
}

std::string body_with(const std::function<void(v1::BatchBody&)>& change)
{
    v1::BatchBody body;
    REQUIRE(body.ParseFromString(encode(a_fingerprinted_body(), kSalt).body));
    change(body);
    return body.SerializeAsString();
}

} // namespace

TEST_CASE("fingerprints come back with their observations")
{
    const BatchBody body = a_fingerprinted_body();
    const EncodedBatch encoded = encode(body, kSalt);
    CHECK(encoded.fingerprints.size() == 2); // January and February; of March nothing is known
    const DecodedBatch batch = received(encoded);
    REQUIRE(batch.observations.size() == body.observations.size());
    for (std::size_t i = 0; i < body.observations.size(); ++i) {
        CHECK(observation_at(batch, i) == body.observations[i]);
    }
}

TEST_CASE("a body without fingerprints is the same with a salt, and has nothing beside it")
{
    const EncodedBatch encoded = encode(a_body(), kSalt);
    CHECK(encoded.body == encode(a_body()));
    CHECK(encoded.fingerprints.empty());
    CHECK(received(encoded).fingerprints.empty());
}

TEST_CASE("the body holds no fingerprint, only a hash of each month's")
{
    const EncodedBatch encoded = encode(a_fingerprinted_body(), kSalt);
    for (const model::Observation& observation : a_fingerprinted_body().observations) {
        if (observation.fingerprints.any()) {
            CHECK(encoded.body.find(bytes_of(observation.fingerprints.applicant)) ==
                  std::string::npos);
        }
    }
    BatchBody other = a_fingerprinted_body();
    other.observations[0].fingerprints.submitter[5] ^= 1;
    CHECK(encode(other, kSalt).body != encoded.body);
}

TEST_CASE("with another salt the same fingerprints have other hashes, and so has each month")
{
    const EncodedBatch encoded = encode(a_fingerprinted_body(), kSalt);
    CHECK(encode(a_fingerprinted_body(), Salt{1}).body != encoded.body);
    v1::Fingerprints january;
    v1::Fingerprints february;
    REQUIRE(january.ParseFromString(encoded.fingerprints[0]));
    REQUIRE(february.ParseFromString(encoded.fingerprints[1]));
    CHECK(january.salt().size() == 16);
    CHECK(january.salt() != february.salt());
    CHECK(january.salt() != bytes_of(kSalt));
}

TEST_CASE("a month that was erased leaves the others, where that is accepted")
{
    EncodedBatch encoded = encode(a_fingerprinted_body(), kSalt);
    encoded.fingerprints[0].clear();
    DecodedBatch batch = decode(encoded.body);
    CHECK_THROWS_WITH(take_fingerprints(batch, encoded.fingerprints, Erased::refused),
                      Contains("are not those"));
    take_fingerprints(batch, encoded.fingerprints, Erased::accepted);
    const BatchBody body = a_fingerprinted_body();
    CHECK_FALSE(batch.observations[3].fingerprints.any());
    CHECK(batch.observations[0].fingerprints == body.observations[0].fingerprints);
}

TEST_CASE("fingerprints other than the hashed ones are refused")
{
    const EncodedBatch good = encode(a_fingerprinted_body(), kSalt);
    EncodedBatch altered = good;
    ++altered.fingerprints[1].back();
    CHECK_THROWS_WITH(received(altered), Contains("month 673 are not those the batch was made"));
    EncodedBatch missing = good;
    missing.fingerprints.pop_back();
    CHECK_THROWS_WITH(received(missing), Contains("of 1 months and hashes of 2"));
    EncodedBatch swapped = good;
    std::swap(swapped.fingerprints[0], swapped.fingerprints[1]);
    CHECK_THROWS_AS(received(swapped), MalformedBatch);
    CHECK_THROWS_WITH(received({encode(a_body()), good.fingerprints}),
                      Contains("of 2 months and hashes of 0"));
}

TEST_CASE("fingerprints of another form are refused")
{
    CHECK_THROWS_WITH(received(with(1, [](auto& f) { f.mutable_submitters()->pop_back(); })),
                      Contains("have 17 bytes for 3 observations"));
    CHECK_THROWS_WITH(received(with(0, [](auto& f) { f.mutable_applicants()->append("123456"); })),
                      Contains("have 12 bytes for 1 observations"));
    for (const std::size_t size : {0U, 15U, 17U}) {
        CHECK_THROWS_WITH(received(with(0, [=](auto& f) { f.mutable_salt()->resize(size); })),
                          Contains("salt of 16 bytes"));
    }
    CHECK_NOTHROW(received(with(1, [](auto& f) { f.clear_applicants(); })));
}

TEST_CASE("a hash that is of no month of the batch, out of order or cut is refused")
{
    CHECK_THROWS_WITH(decode(body_with([](auto& b) { b.mutable_fingerprints(0)->set_month(9); })),
                      Contains("month 9 are of no observation"));
    CHECK_THROWS_WITH(decode(body_with([](auto& b) {
                          b.mutable_fingerprints(0)->Swap(b.mutable_fingerprints(1));
                      })),
                      Contains("do not follow"));
    CHECK_THROWS_WITH(decode(body_with([](auto& b) { *b.add_fingerprints() = b.fingerprints(1); })),
                      Contains("do not follow"));
    CHECK_THROWS_WITH(
        decode(body_with([](auto& b) { b.mutable_fingerprints(0)->mutable_sha256()->pop_back(); })),
        Contains("hash of 31 bytes"));
}

TEST_CASE("an observation of a day no one could mean has no fingerprints")
{
    BatchBody body = a_body();
    body.observations.resize(1);
    body.observations[0].id.bytes[0] = 0x7F;
    body.observations[0].fingerprints.applicant = {1};
    CHECK(encode(body, kSalt).fingerprints.empty());
}
