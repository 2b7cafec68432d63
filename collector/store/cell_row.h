// The column `counts` of every cell table: how many dossiers of each class share the row's key.
//
// One row holds all classes of, say, one body on one day, because such a group is read as a whole
// and its members change together: a row per class would be eight times the B-tree work
// (README.md).
//
// Entries ascend by (minor, class). Each is three varints: minor less the one before; the class,
// less the one before it when the minor is the same; the count, never 0.
#pragma once

#include "collector/store/varint.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace congto::store {

// `minor` is what the table groups by below its key: a procedure, a body and a procedure
// (body << 32 | procedure), or 0 when it groups by class alone.
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

// The row after the differences, which may come in any order and name a class several times (they
// are sorted in place). Empty: nothing is left of it. Throws runtime::Corrupt: a count below zero.
std::string moved(std::string_view counts, std::vector<CellEntry>& differences);

} // namespace congto::store
