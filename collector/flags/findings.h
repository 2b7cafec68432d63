// Every signal of every unit, body or procedure over whole months.
#pragma once

#include "collector/flags/group_counts.h"
#include "collector/flags/thresholds.h"
#include "collector/rates/answer.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::flags {

// Why a signal cannot be told. Never 0.
enum class Untold : std::uint8_t {
    not_metered,     // no agent has greeted for the unit
    not_read,        // one has, and nothing of its source is here yet
    no_dossiers,     // there is none it would be about
    mapping,         // the source's mapping does not know it of any of them
    not_sent,        // the unit's agents send nothing it could be told from
    erased,          // or sent nothing of it that could be frozen when its months were erased
    one_unit,        // it is not read of all units at once
    not_reported,    // nothing with its numbers for exactly these days
    not_measured,    // reported, and nothing measured to compare with
    unit_only,       // asked by body or procedure, and known of units alone
    too_few,         // no such days are over, or too few dossiers are on them or before
    not_together,    // asked of a body and a procedure together
    no_procedures,   // asked by procedure, and known of units and bodies alone
    several_sources, // each of them numbers or copies, and nobody can say which
};

// "the source's mapping does not tell"
std::string_view text_of(Untold reason);

struct Finding {
    SignalCount count;
    std::optional<Untold> none = Untold::no_dossiers;
    bool over = false;
    std::string remark; // what it was compared with

    bool operator==(const Finding&) const = default;
};

struct GroupFindings {
    store::UnitId unit = 0;
    std::string code;                       // body or procedure, when grouped by it
    std::array<Finding, kSignals> findings; // by place in the catalogue
    GroupCounts counts;                     // of its rates; nothing where `none`
    std::optional<rates::NoFigure> none;    // why it has no rate

    std::int64_t signals_over() const;
};

// Whether fingerprints are read: dossier by dossier, where all else comes from cells.
enum class Persons : std::uint8_t { read, left_out };

// The question's period is whole months, its population received. In the national order.
std::vector<GroupFindings> findings(const rates::Facts& facts, const rates::Question& question,
                                    rates::Listed listed, const Thresholds& thresholds,
                                    Persons persons);

} // namespace congto::flags
