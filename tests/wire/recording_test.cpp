#include "config/runtime/failure.h"
#include "proto/wire/recording.h"
#include "tests/support/files.h"
#include "tests/support/temp_dir.h"

#include "congto/v1/recording.pb.h"

#include <catch2/catch.hpp>

#include <random>
#include <sstream>

using namespace congto;
using Place = runtime::NewFile::Place;
using wire::Half;
using wire::RecordingReader;
using wire::RecordingWriter;

namespace {

v1::RecordingBegin a_begin(v1::RecordedHalf half = v1::RECORDED_HALF_AGENT)
{
    v1::RecordingBegin begin;
    begin.set_half(half);
    begin.mutable_greeting()->set_unit("H44");
    begin.mutable_greeting()->set_assigned_sequence(3);
    return begin;
}

v1::FromAgent a_batch(std::uint64_t first, std::size_t bytes = 40)
{
    v1::FromAgent message;
    message.mutable_batch()->set_first_sequence(first);
    message.mutable_batch()->set_body(std::string(bytes, static_cast<char>('a' + first)));
    return message;
}

// Three batches, and where each record begins.
struct Written {
    Written()
    {
        const auto file = folder / "export";
        RecordingWriter writer(file, Place::must_be_free, a_begin());
        borders = {8, writer.bytes()};
        for (std::uint64_t first : {1U, 2U, 3U}) {
            writer.add(a_batch(first));
            borders.push_back(writer.bytes());
        }
        writer.finish();
        bytes = test::read_file(file);
        CHECK(bytes.size() == writer.bytes());
    }

    test::TempDir folder;
    std::vector<std::uint64_t> borders;
    std::string bytes;
};

// How many messages were read before its end; throws what reading throws.
std::size_t read_all(const std::string& bytes, Half half = Half::agent)
{
    RecordingReader reader(std::make_unique<std::istringstream>(bytes), "stick/export", half);
    std::size_t messages = 0;
    for (v1::FromAgent message; reader.next(message);) {
        ++messages;
    }
    return messages;
}

std::string fault_of(const std::string& bytes, Half half = Half::agent)
{
    try {
        read_all(bytes, half);
    } catch (const runtime::Corrupt& corrupt) {
        return corrupt.what();
    }
    return "";
}

} // namespace

TEST_CASE("what was recorded is read again")
{
    const Written written;
    RecordingReader reader(written.folder / "export", Half::agent);
    CHECK(reader.begin().greeting().unit() == "H44");
    v1::FromAgent message;
    for (std::uint64_t first : {1U, 2U, 3U}) {
        REQUIRE(reader.next(message));
        CHECK(message.SerializeAsString() == a_batch(first).SerializeAsString());
    }
    CHECK_FALSE(reader.next(message));
    CHECK(reader.bytes() == written.bytes.size());
    runtime::Progress silent(-1);
    CHECK(wire::require_whole(written.folder / "export", Half::agent, silent) == reader.seal());
}

TEST_CASE("a recording cut anywhere is refused, and where is said")
{
    const Written written;
    for (std::size_t size = 0; size < written.bytes.size(); ++size) {
        INFO("cut at " << size);
        const std::string fault = fault_of(written.bytes.substr(0, size));
        CHECK_FALSE(fault.empty());
        if (size >= written.borders.front()) {
            std::size_t record = 0;
            while (record < written.borders.size() && written.borders[record] <= size) {
                ++record;
            }
            CHECK(fault.find("record " + std::to_string(record) + ", at byte " +
                             std::to_string(written.borders[record - 1])) != std::string::npos);
        }
    }
}

TEST_CASE("a recording altered anywhere is refused")
{
    const Written written;
    std::mt19937 random(std::random_device{}());
    for (std::size_t at = 0; at < written.bytes.size(); ++at) {
        std::string altered = written.bytes;
        const auto by = static_cast<char>(1 + random() % 255);
        altered[at] = static_cast<char>(altered[at] ^ by);
        INFO("byte " << at << " altered by " << static_cast<int>(by));
        CHECK_FALSE(fault_of(altered).empty());
    }
}

TEST_CASE("a record left out, doubled or moved is found out")
{
    const Written written;
    const auto part = [&](std::size_t from, std::size_t to) {
        return written.bytes.substr(written.borders[from],
                                    written.borders[to] - written.borders[from]);
    };
    const std::string head = written.bytes.substr(0, written.borders[1]);
    const std::string end = written.bytes.substr(written.borders[4]);
    REQUIRE(head + part(1, 4) + end == written.bytes);
    CHECK(fault_of(head + part(1, 2) + part(3, 4) + end) ==
          "stick/export: record 3, at byte " + std::to_string(written.borders[2]) +
              ", is not as it was written; copy it again, or write it again where it came from");
    CHECK_FALSE(fault_of(head + part(1, 2) + part(1, 4) + end).empty());
    CHECK_FALSE(fault_of(head + part(2, 3) + part(1, 2) + part(3, 4) + end).empty());
    CHECK_FALSE(fault_of(head + part(1, 4)).empty());
    CHECK_FALSE(fault_of(head + end).empty());
}

TEST_CASE("what a half-finished copy leaves is refused")
{
    const Written written;
    CHECK_FALSE(fault_of(written.bytes + "x").empty());
    CHECK_FALSE(fault_of(written.bytes + written.bytes).empty());
    std::string zeros = written.bytes.substr(0, written.borders[3]);
    zeros.resize(written.bytes.size());
    CHECK(fault_of(zeros).find("record 4, at byte") != std::string::npos);
}

TEST_CASE("a length that was altered costs no memory")
{
    const Written written;
    std::string altered = written.bytes;
    altered[written.borders[1] + 3] = 4; // 64 MiB
    CHECK(fault_of(altered).find("is cut off, or not as it was written") != std::string::npos);
    altered[written.borders[1] + 3] = 6;
    CHECK(fault_of(altered).find("is not as it was written") != std::string::npos);
}

TEST_CASE("a recording of a newer edition is refused with words")
{
    Written written;
    written.bytes[7] = 2;
    CHECK(
        fault_of(written.bytes) ==
        "stick/export: is of edition 2, this program knows 1; bring the older of the two programs "
        "up to date");
}

TEST_CASE("a file of another kind is told by its name")
{
    const Written written;
    CHECK(fault_of("PK\x03\x04 something else") ==
          "stick/export: is not an export file (congto-agent spool export)");
    CHECK(fault_of(written.bytes, Half::collector) ==
          "stick/export: is not a receipt file (congto-collector import) but an export file "
          "(congto-agent spool export)");
    CHECK_THROWS_WITH(RecordingReader(written.folder / "none", Half::agent),
                      Catch::Contains("none: cannot be read: No such file"));
    CHECK_THROWS_AS(RecordingReader(written.folder.path(), Half::agent), runtime::Unavailable);
}

TEST_CASE("large records are read as they were written")
{
    const test::TempDir folder;
    RecordingWriter writer(folder / "export", Place::must_be_free, a_begin());
    writer.add(a_batch(1, (3 << 20) + 17));
    writer.finish();
    CHECK(read_all(test::read_file(folder / "export")) == 1);
}
