// The differences of a group to the rows of one cell table: noted as they come, read row by row.
#pragma once

#include "collector/store/cell_row.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace congto::store {

// Values of the key columns of a table, in its order; unused ones are 0.
struct CellRowKey {
    std::array<std::int64_t, 4> parts{};

    // Without branches and calls: keys are compared more often than anything else here.
    bool operator==(const CellRowKey& other) const
    {
        return ((parts[0] ^ other.parts[0]) | (parts[1] ^ other.parts[1]) |
                (parts[2] ^ other.parts[2]) | (parts[3] ^ other.parts[3])) == 0;
    }
    bool operator<(const CellRowKey& other) const { return parts < other.parts; }
};

std::size_t hash_value(const CellRowKey& key);

// Notes lie in one array with the number of their row, and are brought together by a counting sort:
// finding each one's place at once, or a vector a row, costs twice as much. For tables of many rows
// with few notes each.
class CellNotes {
public:
    CellNotes();
    ~CellNotes();
    CellNotes(CellNotes&&) noexcept;

    void add(const CellRowKey& row, const CellEntry& difference);
    // Calls `visit` for each row, in key order, and forgets all.
    template <typename Visit>
    void for_each_row(Visit&& visit);
    void forget();

private:
    struct Row {
        CellRowKey key{};
        std::span<CellEntry> differences;
    };
    struct Noted;

    std::span<Row> gathered();

    std::unique_ptr<Noted> noted_;
};

template <typename Visit>
void CellNotes::for_each_row(Visit&& visit)
{
    for (const Row& row : gathered()) {
        visit(row.key, row.differences);
    }
    forget();
}

} // namespace congto::store
