// Under which unit a dossier is shown, when units have become others since.
#pragma once

#include "collector/rates/units_read.h"
#include "collector/register/body.h"
#include "collector/register/unit.h"
#include "collector/store/cells.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace congto::rates {

// How finely bodies are told apart: with procedures there are counts of whole months alone.
enum class BodiesBy : std::uint8_t { day, month };

// A unit *holds* the dossiers that its sources show. They are *shown* under it, or under what it
// became (new_units), or under what was merged into it (old_units). The registers must outlive it.
class UnitReading {
public:
    // `on`: the day whose units are the new ones.
    UnitReading(const registers::UnitRegister& units, const registers::BodyRegister& bodies,
                UnitsRead read, model::Day on);

    UnitsRead read() const { return read_; }
    // What the unit became by the day: itself, or the last of its successors that had begun.
    store::UnitId became(store::UnitId held) const;
    // The units that may hold what is shown under this one.
    std::vector<store::UnitId> holders_of(store::UnitId shown) const;
    // The units under which something may be shown that this one holds of these days.
    std::vector<store::UnitId> shown_of(store::UnitId held, const store::Period& period) const;

    // The units that became this one, over however many mergers.
    std::vector<store::UnitId> merged_into(store::UnitId unit) const;
    // The last day of the units that were merged into it: until then its dossiers may be theirs.
    // None: no unit became this one.
    std::optional<model::Day> last_of_old(store::UnitId held) const;

    struct Span {
        store::Period days;
        store::UnitId unit = 0; // shown under
    };
    // Of what the unit holds of a body, in as few spans as say it, without a hole: shown under the
    // one unit merged into it that had a body of that code on the day, or on every day of the
    // month; else under itself.
    std::vector<Span> old_units(store::UnitId held, const std::string& body,
                                const store::Period& period, BodiesBy told) const;

private:
    bool leads_to(store::UnitId from, store::UnitId to) const;
    store::UnitId old_unit_on(const std::vector<store::UnitId>& merged, store::UnitId held,
                              const std::string& body, model::Day day) const;
    std::set<model::Day> changes_of(const std::vector<store::UnitId>& units,
                                    const std::string& body, const store::Period& period) const;

    const registers::UnitRegister& units_;
    const registers::BodyRegister& bodies_;
    UnitsRead read_;
    model::Day on_;
    std::map<store::UnitId, store::UnitId> next_; // what a unit became when it ended
};

} // namespace congto::rates
