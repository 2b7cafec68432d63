// Moves the rows of one cell table.
#pragma once

#include "collector/store/cell_notes.h"
#include "collector/store/cell_row.h"
#include "collector/store/cell_tables.h"
#include "collector/store/statement.h"

#include <array>
#include <cstddef>
#include <span>
#include <string>

namespace congto::store {

// Rows are moved one by one and written several to a statement: finish() writes the last of them.
class CellTableWriter {
public:
    CellTableWriter(sqlite3* connection, const CellTableShape& shape);

    void move(const CellRowKey& key, std::span<CellEntry> differences);
    void finish();
    void forget();

private:
    static constexpr std::size_t kRun = 16;

    struct Moved {
        CellRowKey key{};
        std::size_t size = 0;
    };

    void bind(Statement& statement, int before, const CellRowKey& key) const;
    void put(Statement& statement, std::span<const Moved> rows);

    int width_;
    CellRowMover mover_;
    Statement select_;
    Statement put_;
    Statement put_run_;
    Statement remove_;
    std::array<Moved, kRun> moved_;
    std::size_t waiting_ = 0;
    std::string counts_; // of the rows that wait
};

} // namespace congto::store
