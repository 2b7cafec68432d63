// Whether the rows of pages come in the order (cursor, key): out of it, reading goes past rows
// unseen.
#pragma once

#include "agent/mapping/mapping.h"

#include <optional>
#include <string>

namespace congto::mapping {

// Instants are compared, and only where the mapping's forms read both. Keys are not: only the
// source knows their order. The mapping must outlive it.
class CursorOrder {
public:
    // Of rows that follow `after`.
    CursorOrder(const Mapping& mapping, const source::Position& after)
        : mapping_(mapping), last_(mapping.instant_of_cursor(after.cursor))
    {
    }

    // The next row's position. What is wrong; none: it has a cursor, not before one that
    // came before it.
    std::optional<std::string> fault_of(const source::Position& next);

private:
    const Mapping& mapping_;
    std::optional<model::Instant> last_;
};

} // namespace congto::mapping
