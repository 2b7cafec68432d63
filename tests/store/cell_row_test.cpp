#include "collector/store/cell_row.h"

#include "config/runtime/failure.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace congto;
using store::CellEntry;

namespace {

std::string moved(std::string_view counts, std::vector<CellEntry> differences)
{
    store::CellRowMover mover;
    return std::string(mover.moved(counts, differences));
}

std::vector<CellEntry> entries_of(std::string_view counts)
{
    std::vector<CellEntry> entries;
    store::for_each_cell(counts, [&](const CellEntry& entry) { entries.push_back(entry); });
    return entries;
}

} // namespace

TEST_CASE("the bytes of a row are as its edition says")
{
    using namespace std::string_literals;
    CHECK(moved("", {{2, 5, 1}, {2, 5, 2}, {2, 300, 1}, {7, 4, 128}}) == "\x02\x05\x03"
                                                                         "\x00\xA7\x02\x01"
                                                                         "\x05\x04\x80\x01"s);
}

TEST_CASE("a row is read as it was written")
{
    const std::vector<CellEntry> entries{
        {0, 0, 1}, {0, 9, 2}, {1, 3, 1}, {1ULL << 40U, 1ULL << 60U, 5}};
    CHECK(entries_of(moved("", entries)) == entries);
}

TEST_CASE("differences merge with what is there, in any order")
{
    const std::string row = moved("", {{1, 1, 5}, {1, 2, 5}, {3, 1, 5}});
    CHECK(entries_of(
              moved(row, {{3, 1, -2}, {0, 7, 1}, {1, 2, -5}, {2, 2, 1}, {3, 1, 1}, {4, 0, 2}})) ==
          std::vector<CellEntry>{{0, 7, 1}, {1, 1, 5}, {2, 2, 1}, {3, 1, 4}, {4, 0, 2}});
}

TEST_CASE("differences that cancel out leave nothing")
{
    CHECK(moved("", {{1, 1, 5}, {1, 1, -5}}).empty());
    CHECK(moved(moved("", {{1, 1, 5}}), {{1, 1, -5}}).empty());
}

TEST_CASE("a count below zero is a store that does not agree with itself")
{
    CHECK_THROWS_AS(moved("", {{1, 1, -1}}), runtime::Corrupt);
    CHECK_THROWS_AS(moved(moved("", {{1, 1, 1}}), {{1, 1, -2}}), runtime::Corrupt);
}

TEST_CASE("a row that ends in the middle is damage")
{
    const std::string row = moved("", {{1, 300, 5}});
    for (std::size_t length = 1; length < row.size(); ++length) {
        CHECK_THROWS_AS(entries_of(std::string_view(row).substr(0, length)), runtime::Corrupt);
    }
}
