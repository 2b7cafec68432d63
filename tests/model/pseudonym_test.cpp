#include "config/runtime/failure.h"
#include "proto/model/codes.h"
#include "proto/model/pseudonym.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <numeric>

using namespace congto;
using namespace congto::model;
using Catch::Matchers::Contains;

namespace {

// The key of proto/README.md's test vectors: bytes 00, 01, … 1f.
UnitKey vector_key()
{
    std::array<std::uint8_t, 32> bytes{};
    std::iota(bytes.begin(), bytes.end(), std::uint8_t{0});
    return UnitKey(bytes);
}

const std::string kKeyText = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F\n";

std::filesystem::path key_file(const test::TempDir& folder, const std::string& text, mode_t mode)
{
    std::filesystem::path file = folder.path() / "unit.key";
    test::write_file(file, text);
    REQUIRE(::chmod(file.c_str(), mode) == 0);
    return file;
}

} // namespace

TEST_CASE("pseudonyms are those of the contract's test vectors")
{
    UnitKey key = vector_key();
    CHECK(key.pseudonym("H56.14-240823-0001", *parse_day("2024-08-23")).hex() ==
          "00004df642ca189100937f5d031e9d39");
    CHECK(key.pseudonym("000.17.22.H56-210531-0001", *parse_day("2021-05-31")).hex() ==
          "0000495a1c7393204b877dcf1248598a");
    CHECK(key.pseudonym("HỒSƠ-1", *parse_day("2026-02-03")).hex() ==
          "000050077749ad04367e5ca0f09f5753");
}

TEST_CASE("a key's id is that of the contract's test vector")
{
    CHECK(vector_key().id() ==
          std::array<std::uint8_t, 8>{0xbb, 0xe4, 0xea, 0x4d, 0x09, 0x9f, 0xe9, 0xc5});
}

TEST_CASE("fingerprints are those of the contract's test vectors")
{
    UnitKey key = vector_key();
    const Month month = *parse_month("2024-08");
    CHECK(key.fingerprint("0912 345 678", month) ==
          Fingerprint{0x39, 0xb2, 0x43, 0xbd, 0x2c, 0x9e});
    CHECK(key.fingerprint("0912345678", Month{month.number + 1}) ==
          Fingerprint{0x0f, 0x3d, 0xed, 0xb2, 0x9b, 0xdf});
    CHECK(key.fingerprint("canbo.motcua", month) ==
          Fingerprint{0x9a, 0xf5, 0x54, 0x75, 0x84, 0x2e});
    CHECK(key.fingerprint(" \t", month) == Fingerprint{});
}

TEST_CASE("a fingerprint says nothing across months or units, and is no pseudonym")
{
    UnitKey key = vector_key();
    UnitKey other(std::array<std::uint8_t, 32>{});
    const Fingerprint one = key.fingerprint("A", Month{1});
    CHECK(key.fingerprint("A", Month{1}) == one);
    CHECK(key.fingerprint("B", Month{1}) != one);
    CHECK(key.fingerprint("A", Month{2}) != one);
    CHECK(other.fingerprint("A", Month{1}) != one);
    const DossierId id = key.pseudonym("A", Day{1});
    CHECK_FALSE(std::equal(one.begin(), one.end(), id.bytes.begin() + 4));
}

TEST_CASE("an id knows its day and its part of a day's sum")
{
    UnitKey key = vector_key();
    const DossierId id = key.pseudonym("H56.14-240823-0001", *parse_day("2024-08-23"));
    CHECK(id.opened() == parse_day("2024-08-23"));
    CHECK(id.sum_part() == 6737265198213155394U);
    CHECK(key.pseudonym("X", Day{-1}).opened() == Day{-1});
}

TEST_CASE("ids are ordered by day opened first")
{
    UnitKey key = vector_key();
    CHECK(key.pseudonym("B", Day{255}) < key.pseudonym("A", Day{256}));
    CHECK(key.pseudonym("A", Day{0x00FFFFFF}) < key.pseudonym("A", Day{0x01000000}));
}

TEST_CASE("one key gives the same pseudonym again, another key another")
{
    UnitKey key = vector_key();
    UnitKey other(std::array<std::uint8_t, 32>{});
    const DossierId first = key.pseudonym("A", Day{1});
    CHECK(key.pseudonym("B", Day{1}) != first);
    CHECK(key.pseudonym("A", Day{1}) == first);
    CHECK(other.pseudonym("A", Day{1}) != first);
    CHECK(other.id() != key.id());
}

TEST_CASE("a key is read from its file")
{
    const test::TempDir folder;
    CHECK(UnitKey::from_file(key_file(folder, kKeyText, 0600)).id() == vector_key().id());
    CHECK(UnitKey::from_file(key_file(folder, kKeyText, 0400)).id() == vector_key().id());
}

TEST_CASE("a key that others can read is refused")
{
    const test::TempDir folder;
    for (const mode_t mode : {0640U, 0604U, 0620U, 0601U}) {
        CHECK_THROWS_WITH(UnitKey::from_file(key_file(folder, kKeyText, mode)),
                          Contains("unit.key") && Contains("chmod 600"));
    }
}

TEST_CASE("a key file of another form is refused without showing what it holds")
{
    const test::TempDir folder;
    const std::string digits = kKeyText.substr(0, 64);
    for (const std::string& text :
         {std::string(), digits, digits.substr(1) + "\n", digits + "\r\n", digits + "\n\n",
          "g" + digits.substr(1) + "\n", digits + "0\n"}) {
        INFO(text);
        const auto file = key_file(folder, text, 0600);
        CHECK_THROWS_AS(UnitKey::from_file(file), runtime::BadSettings);
        CHECK_THROWS_WITH(UnitKey::from_file(file),
                          Contains("64 hexadecimal digits") && !Contains("0203"));
    }
}

TEST_CASE("a missing key and a folder are refused")
{
    const test::TempDir folder;
    CHECK_THROWS_WITH(UnitKey::from_file(folder.path() / "none"), Contains("No such file"));
    CHECK_THROWS_WITH(UnitKey::from_file(folder.path()), Contains("not a regular file"));
}

TEST_CASE("a new key is private, random, and never replaces another")
{
    const test::TempDir folder;
    const std::filesystem::path file = folder.path() / "new.key";
    UnitKey::create_file(file);
    const std::string text = test::read_file(file);
    CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::all) ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK_NOTHROW(UnitKey::from_file(file));
    CHECK_THROWS_WITH(UnitKey::create_file(file), Contains("exists already"));
    CHECK(test::read_file(file) == text);
    UnitKey::create_file(folder.path() / "second.key");
    CHECK(test::read_file(folder.path() / "second.key") != text);
}
