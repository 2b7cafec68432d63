// What a group of batches changes in the cells: folded in memory, written once, in key order.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/ready_batch.h"

#include <cstdint>
#include <memory>

struct sqlite3;

namespace congto::store {

// How a dossier counts.
struct Counted {
    UnitId unit = 0;
    std::uint32_t body = 0;      // body.id
    std::uint32_t procedure = 0; // procedure_code.id
    CellClass cls;
    model::EvidenceBits evidence;
    CountingDays days;

    bool operator==(const Counted&) const = default;
};

class CellDifferences {
public:
    // Prepares its statements on the writer's connection, which must outlive it.
    explicit CellDifferences(sqlite3* connection);
    ~CellDifferences();

    void add(const Counted& dossier);
    // It counted so before.
    void replace(const Counted& before, const Counted& after);
    // Moves the cells inside the caller's transaction. Nothing is left afterwards.
    void write();
    void forget();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace congto::store
