// Groups of cells gathered under the units they are shown under.
#pragma once

#include "collector/store/cells.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace congto::rates {

class MovedGroups {
public:
    // `shown`: the only unit that is asked for; none: all are.
    MovedGroups(store::Grouping grouping, std::optional<store::UnitId> shown)
        : grouping_(grouping), shown_(shown)
    {
    }

    void add(store::UnitId shown, store::UnitId held, const store::CellGroup& group);
    // Ordered by unit, then code.
    std::vector<store::CellGroup> take() const;

private:
    using Key = std::tuple<store::UnitId, std::string, store::UnitId>; // shown, code, held

    store::Grouping grouping_;
    std::optional<store::UnitId> shown_;
    std::map<Key, std::map<store::CellClass, std::int64_t>> groups_;
};

} // namespace congto::rates
