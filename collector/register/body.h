// Bodies: the departments, communes and other offices whose codes dossiers carry, with the unit
// each belonged to and when.
#pragma once

#include "collector/register/unit.h"
#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace congto::registers {

enum class BodyKind : std::uint8_t {
    department,   // of a province or a ministry: sở, cục, vụ
    district,     // until 2025-06-30
    commune,      // xã
    ward,         // phường
    town,         // thị trấn, until 2025-06-30
    special_zone, // đặc khu
    other,
};

inline constexpr std::array kBodyKinds{
    BodyKind::department, BodyKind::district,     BodyKind::commune, BodyKind::ward,
    BodyKind::town,       BodyKind::special_zone, BodyKind::other,
};

std::string_view name_of(BodyKind kind);
// At the level of communes: commune, ward, town, special zone.
bool is_communal(BodyKind kind);

struct Body {
    std::string code; // as the source writes it
    UnitId unit = 0;
    std::string name_vi;
    BodyKind kind = BodyKind::other;
    model::Day valid_from;
    std::optional<model::Day> valid_to; // included; none: still valid
    std::string successor_code;         // what it became on the day after; may be empty

    bool operator==(const Body&) const = default;
    auto order() const { return std::tie(unit, code, valid_from); }
    bool same_thing(const Body& other) const { return unit == other.unit && code == other.code; }
    bool valid_on(model::Day day) const
    {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

// The register of bodies at one moment: immutable, ordered by unit, code and valid_from. A code is
// one body's of a unit at a time; another unit may use the same.
class BodyRegister {
public:
    BodyRegister() = default;
    explicit BodyRegister(std::vector<Body> bodies);

    const std::vector<Body>& all() const { return bodies_; }
    // The body whose code this was in the unit that day; null: the register knows none.
    const Body* valid_on(UnitId unit, std::string_view code, model::Day day) const;
    // Those of the unit that day, by code. As long as the register lives.
    std::vector<const Body*> of_unit_on(UnitId unit, model::Day day) const;
    // Every line of the code in the unit, by first day.
    std::vector<const Body*> lines_of(UnitId unit, std::string_view code) const;

private:
    std::vector<Body> bodies_;
};

// The bodies of a file, in the order of the register: config/bodies/README.md says what its columns
// mean. Throws runtime::BadSettings with every fault: a word or date that is none, an unknown unit
// or one that ends before its body, one code twice in a unit at one time, a successor that is no
// body on the day after.
std::vector<Body> read_bodies(std::string_view content, const std::string& file,
                              const UnitRegister& units);

} // namespace congto::registers
