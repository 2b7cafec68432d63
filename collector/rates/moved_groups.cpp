#include "collector/rates/moved_groups.h"

namespace congto::rates {

void MovedGroups::add(store::UnitId shown, store::UnitId held, const store::CellGroup& group)
{
    if (shown_ && *shown_ != shown) {
        return;
    }
    const bool apart = grouping_ == store::Grouping::procedure;
    auto& counts = groups_[{shown, group.code, apart ? held : 0}];
    for (const auto& cell : group.counts) {
        counts[cell.cls] += cell.count;
    }
}

std::vector<store::CellGroup> MovedGroups::take() const
{
    std::vector<store::CellGroup> taken;
    for (const auto& [key, counts] : groups_) {
        const auto& [unit, code, held] = key;
        store::CellGroup group{unit, code, {}, held};
        for (const auto& [cls, count] : counts) {
            group.counts.push_back({cls, count});
        }
        taken.push_back(std::move(group));
    }
    return taken;
}

} // namespace congto::rates
