// What reconciliation compares: per source and day opened, how many dossiers are shown and the
// wrapping sums of their ids and digests.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/statement.h"
#include "proto/model/dossier_id.h"

#include <compare>
#include <cstdint>
#include <map>

namespace congto::store {

// Differences of a group, folded in memory and written once.
class DaySums {
public:
    explicit DaySums(sqlite3* connection);

    void add(UnitId unit, std::int64_t source, const model::DossierId& id, std::uint64_t digest);
    void take_away(UnitId unit, std::int64_t source, const model::DossierId& id,
                   std::uint64_t digest);
    void write();
    void forget() { changed_.clear(); }

private:
    struct Key {
        UnitId unit = 0;
        std::int64_t source = 0;
        std::int32_t day = 0;

        auto operator<=>(const Key&) const = default;
    };
    struct Sum {
        std::int64_t count = 0;
        std::uint64_t ids = 0;
        std::uint64_t digests = 0;
    };

    void move(const Key& key, const Sum& by);
    void write(const Key& key, Sum sum);

    Statement select_;
    Statement replace_;
    Statement remove_;
    std::map<Key, Sum> changed_;
};

} // namespace congto::store
