#include "collector/register/unit_plan.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <set>

namespace congto::registers {
namespace {

// Gives each unit without an id that of the first held one that is the same and not taken yet.
template <typename Same>
void keep_ids(const std::vector<Unit>& held, std::vector<Unit>& wanted, std::set<UnitId>& taken,
              Same same)
{
    for (auto& unit : wanted) {
        if (unit.id != 0) {
            continue;
        }
        const auto found = std::find_if(held.begin(), held.end(), [&](const Unit& other) {
            return taken.count(other.id) == 0 && same(unit, other);
        });
        if (found != held.end()) {
            unit.id = found->id;
            taken.insert(found->id);
        }
    }
}

} // namespace

std::vector<Unit> with_kept_ids(const std::vector<Unit>& held, std::vector<Unit> wanted,
                                const std::string& file)
{
    std::set<UnitId> taken;
    keep_ids(held, wanted, taken, [](const Unit& one, const Unit& other) {
        return one.kind == other.kind && one.name_vi == other.name_vi &&
               one.valid_from == other.valid_from;
    });
    keep_ids(held, wanted, taken, [](const Unit& one, const Unit& other) {
        return !one.code.empty() && one.code == other.code && one.valid_from == other.valid_from;
    });
    std::vector<std::string> faults;
    UnitId last = 0;
    for (const auto& unit : held) {
        last = std::max(last, unit.id);
        if (taken.count(unit.id) == 0) {
            faults.push_back(file + ": lacks " + unit.name_vi + " (" + shown_code(unit) +
                             ", from " + model::text_of(unit.valid_from) +
                             "), which the register has; a unit that ended keeps its line, with "
                             "its valid_to");
        }
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    for (auto& unit : wanted) {
        unit.id = unit.id == 0 ? ++last : unit.id;
    }
    return wanted;
}

} // namespace congto::registers
