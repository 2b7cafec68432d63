// Units: the provinces and ministries that report, with the time each code was theirs.
#pragma once

#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::registers {

using UnitId = std::int64_t;

enum class UnitKind : std::uint8_t { province, ministry };

// How sure the code is. An unconfirmed unit has no code, at most a candidate for one.
enum class Certainty : std::uint8_t { confirmed, likely, unconfirmed };

inline constexpr std::array kUnitKinds{UnitKind::province, UnitKind::ministry};
inline constexpr std::array kCertainties{Certainty::confirmed, Certainty::likely,
                                         Certainty::unconfirmed};

std::string_view name_of(UnitKind kind);
std::string_view name_of(Certainty certainty);

// One unit as long as it is itself: a merger ends it and begins another, even under the same code
// and name. Absent texts are empty.
struct Unit {
    UnitId id = 0; // 0: not in a register yet
    std::string code;
    UnitKind kind = UnitKind::province;
    std::string name_vi;
    std::string name_en;
    model::Day valid_from;
    std::optional<model::Day> valid_to; // included; none: still valid
    std::string successor_code;
    std::string successor_name;
    std::string stat_code; // two digits; follows the seat, not the name
    Certainty certainty = Certainty::unconfirmed;
    std::string code_candidate;
    std::string stat_code_candidate;

    bool operator==(const Unit&) const = default;
    bool valid_on(model::Day day) const
    {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

// The unit register at one moment: immutable, in the order of its file.
class UnitRegister {
public:
    UnitRegister() = default;
    explicit UnitRegister(std::vector<Unit> units) : units_(std::move(units)) {}

    const std::vector<Unit>& all() const { return units_; }
    // The unit whose code this is on that day; null: none. Candidates are not codes.
    const Unit* valid_on(std::string_view code, model::Day day) const;
    // The unit of exactly that Vietnamese name on that day; null: none.
    const Unit* named_on(std::string_view name_vi, model::Day day) const;
    const Unit* with_id(UnitId id) const;
    // What the unit became on the day after it ended; null: nothing, or the register has it not.
    const Unit* successor_of(const Unit& ended) const;
    // Whether the code was any unit's at any time.
    bool knows(std::string_view code) const;

private:
    std::vector<Unit> units_;
};

// The code for people: "H44"; "unconfirmed, perhaps H63"; "unconfirmed".
std::string shown_code(const Unit& unit);

// For lists and programs: the code, else the name; "unit 7": it is in no register.
std::string shown_unit(const UnitRegister& units, UnitId id);

// The code for lists that have no columns for it, with what they must not hide: "G01 (likely)";
// "H44 (until 2025-06-30)" of a unit that had ended before `on`, as another one may have its code.
std::string marked_code(const Unit& unit, model::Day on);

} // namespace congto::registers
