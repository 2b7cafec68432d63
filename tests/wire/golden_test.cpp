// The bytes of batches, as they were when they were agreed: another edition of the programs must
// write the same ones, or ledgers and chains no longer mean what they did.
#include "proto/wire/bytes.h"
#include "tests/support/files.h"
#include "tests/wire/samples.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>

using namespace congto;
using namespace congto::wire;
using namespace congto::wire::test;

namespace {

std::string in_lines(const std::string& digits)
{
    constexpr std::size_t kDigitsALine = 64;
    std::string text;
    for (std::size_t at = 0; at < digits.size(); at += kDigitsALine) {
        text += digits.substr(at, kDigitsALine) + "\n";
    }
    return text;
}

void check_golden(const std::string& name, const std::string& encoded)
{
    const std::filesystem::path file =
        std::filesystem::path(CONGTO_GOLDEN_FOLDER) / (name + ".hex");
    const std::string bytes = in_lines(hex(encoded));
    if (std::getenv("CONGTO_WRITE_GOLDEN") != nullptr) {
        congto::test::write_file(file, bytes);
    }
    INFO(
        file.string() << " no longer holds what is encoded. Stored batches and chains are of these "
                         "bytes: change them only on purpose, by running this test once with "
                         "CONGTO_WRITE_GOLDEN=1 set, and say in proto/README.md what changed");
    CHECK(congto::test::read_file(file) == bytes);
}

void check_golden(const std::string& name, const BatchBody& body)
{
    check_golden(name, encode(body));
}

} // namespace

TEST_CASE("a batch of every kind of entry has the bytes that were agreed", "[golden]")
{
    check_golden("every_kind", a_body());
}

TEST_CASE("a batch of a single dossier has the bytes that were agreed", "[golden]")
{
    BatchBody body;
    body.source = 65535;
    body.observations = {an_observation()};
    check_golden("one_dossier", body);
}

TEST_CASE("a batch of withdrawals alone has the bytes that were agreed", "[golden]")
{
    BatchBody body = a_body();
    body.observations.clear();
    body.removals.clear();
    body.lists.clear();
    body.claims.clear();
    check_golden("withdrawals", body);
}

TEST_CASE("a batch of claims alone has the bytes that were agreed", "[golden]")
{
    BatchBody body = a_body();
    body.observations.clear();
    body.withdrawals.clear();
    body.removals.clear();
    body.lists.clear();
    body.claims.push_back({model::Day{-1}, 0, 0, 0, 0, 0});
    check_golden("claims", body);
}

TEST_CASE("a batch of removals and lists alone has the bytes that were agreed", "[golden]")
{
    BatchBody body = a_body();
    body.observations.clear();
    body.withdrawals.clear();
    body.claims.clear();
    body.removals.push_back({RemovalCause::forgotten, body.removals[0].ids});
    body.lists.push_back({model::Day{-1}, {}, std::nullopt, std::nullopt});
    check_golden("removals", body);
}

TEST_CASE("fingerprints and the body beside them have the bytes that were agreed", "[golden]")
{
    const EncodedBatch encoded = encode(a_fingerprinted_body(), kSalt);
    check_golden("fingerprinted", encoded.body);
    REQUIRE(encoded.fingerprints.size() == 2);
    check_golden("fingerprints_1", encoded.fingerprints[0]);
    check_golden("fingerprints_2", encoded.fingerprints[1]);
}

TEST_CASE("a claim that tells of codes has the bytes that were agreed", "[golden]")
{
    check_golden("sequences", a_body_with_sequences());
}
