// Table overlap: of dossiers that several sources of a unit have, those that do not count for their
// source, because another one stands before it.
#pragma once

#include "collector/store/day_standing.h"
#include "collector/store/statement.h"

#include <array>
#include <compare>
#include <cstdint>
#include <map>

namespace congto::store {

// Differences of a group, folded in memory and written once.
class Overlaps {
public:
    explicit Overlaps(sqlite3* connection);

    // A dossier opened that day, which stands so at its source, counts by another one: `by` is 1
    // where that begins, -1 where it ends.
    void move(const SourceOfUnit& of, model::Day day, std::int64_t counting, Standing standing,
              int by);
    void write();
    void forget() { changed_.clear(); }

private:
    struct Key {
        UnitId unit = 0;
        std::int32_t day = 0;
        std::int64_t source = 0;
        std::int64_t counting = 0;

        auto operator<=>(const Key&) const = default;
    };
    using Count = std::array<std::int64_t, 3>; // by standing

    void write(const Key& key, const Count& by);

    Statement move_;
    Statement remove_;
    std::map<Key, Count> changed_;
};

} // namespace congto::store
