// The column `counts` of every cell table: how many dossiers of each class (in flag_cell: of
// each flag class) share the row's key.
//
// One row holds, say, all classes of sixteen bodies on one day, because they are read together and
// change together: a row per class would be the B-tree's work many times over (README.md).
//
// Entries ascend by (minor, class). Each is three varints: minor less the one before; the class,
// less the one before it when the minor is the same; the count, never 0.
#pragma once

#include "collector/store/varint.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace congto::store {

// `minor` is what the table groups by below its key: a body, a procedure, both (body << 32 |
// procedure), or 0 when it groups by class alone.
struct CellEntry {
    std::uint64_t minor = 0;
    std::uint64_t cls = 0;
    std::int64_t count = 0;

    bool operator==(const CellEntry&) const = default;
};

// Calls `visit(CellEntry)` for each. Throws runtime::Corrupt.
template <typename Visit>
void for_each_cell(std::string_view counts, Visit&& visit)
{
    VarintReader in(counts);
    CellEntry entry;
    while (!in.done()) {
        const std::uint64_t step = in.next();
        const std::uint64_t cls = in.next();
        entry.minor += step;
        entry.cls = step == 0 ? entry.cls + cls : cls;
        entry.count = static_cast<std::int64_t>(in.next());
        visit(static_cast<const CellEntry&>(entry));
    }
}

// Moves rows by differences, one after the other, in memory of its own.
class CellRowMover {
public:
    // The row after the differences, which may come in any order and name a class several times
    // (they are sorted in place). Empty: nothing is left of it. Lives until the next call. Throws
    // runtime::Corrupt: a count below zero.
    std::string_view moved(std::string_view counts, std::span<CellEntry> differences);

private:
    void append(const CellEntry& entry);
    void put(std::uint64_t value);

    std::string bytes_;
    std::size_t size_ = 0;
    CellEntry last_;
};

} // namespace congto::store
