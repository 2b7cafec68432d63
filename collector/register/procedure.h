// Procedures: what rates ask of them, with the time it held, in the national catalogue and in the
// lists that units issue of their own.
#pragma once

#include "collector/register/unit.h"
#include "proto/model/time.h"
#include "proto/model/words.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace congto::registers {

struct Procedure {
    std::string code; // canonical
    std::string name_vi;
    model::Level level = model::Level::unknown; // offered
    std::optional<bool> eligible;               // for full; none: not known
    std::optional<bool> gives_result;           // a result paper; none: not known
    std::optional<bool> fee;                    // none: not known
    model::Day valid_from;
    std::optional<model::Day> valid_to; // included; none: still valid
    UnitId unit = 0;                    // whose own list it is on; 0: the national catalogue

    bool operator==(const Procedure&) const = default;
    auto order() const { return std::tie(unit, code, valid_from); }
    bool same_thing(const Procedure& other) const
    {
        return unit == other.unit && code == other.code;
    }
    bool valid_on(model::Day day) const
    {
        return valid_from <= day && (!valid_to || day <= *valid_to);
    }
};

// A fact over a span of days, both ends included. none: the register does not say.
struct SpanOfFact {
    model::Day from;
    model::Day to;
    std::optional<bool> holds;

    bool operator==(const SpanOfFact&) const = default;
};

// The procedure register at one moment: immutable, the national catalogue before the lists of
// units, each ordered by code, then valid_from.
//
// What holds for a unit is decided procedure by procedure and day by day: the unit's own line where
// it has one that day, else the national one. Unit 0 has the national catalogue alone.
class ProcedureRegister {
public:
    ProcedureRegister() = default;
    explicit ProcedureRegister(std::vector<Procedure> procedures);

    const std::vector<Procedure>& all() const { return procedures_; }
    // The procedures that hold for the unit that day, by code. As long as the register lives.
    std::vector<const Procedure*> of_unit_on(UnitId unit, model::Day day) const;
    // Those of its own list alone. None: it has issued no list that holds that day.
    std::vector<const Procedure*> issued_by(UnitId unit, model::Day day) const;
    // What holds of one procedure for the unit that day; null: it is in no list. `code` is
    // canonical.
    const Procedure* of_unit_on(UnitId unit, std::string_view code, model::Day day) const;
    // Whether the procedure gives a result, day by day from `from` to `to`, in as few spans as say
    // it: they follow each other without a hole. `code` is canonical.
    std::vector<SpanOfFact> gives_result(UnitId unit, std::string_view code, model::Day from,
                                         model::Day to) const;

private:
    using Lines = std::vector<Procedure>::const_iterator;
    std::pair<Lines, Lines> lines_of(UnitId unit) const;
    std::pair<Lines, Lines> lines_of(UnitId unit, std::string_view code) const;

    std::vector<Procedure> procedures_;
};

// The procedures of a file, in the order of the register. Columns code, name_vi, level, eligible,
// gives_result, fee, valid_from, valid_to, and unit if the file has lists of units; codes are made
// canonical. Throws runtime::BadSettings with every fault: a word or date that is none, an unknown
// unit or one that ends before its line, one procedure twice at one time in one list.
std::vector<Procedure> read_procedures(std::string_view content, const std::string& file,
                                       const UnitRegister& units);

} // namespace congto::registers
