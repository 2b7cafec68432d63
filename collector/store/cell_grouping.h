// Adds cells up by group, leaving out what was not asked for.
#pragma once

#include "collector/store/cell_scan.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace congto::store {

class CellGrouping {
public:
    // Looks the scope's codes up; one that nobody uses matches nothing.
    CellGrouping(sqlite3* connection, const Scope& scope, Grouping grouping);
    ~CellGrouping();

    void add(const Cell& cell);
    // By unit, then code.
    std::vector<CellGroup> groups() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace congto::store
