// What the fingerprints of a month come to, kept when they are erased: how many dossiers there were
// of submitters with so many applicants, and of matters in so many parts. Thresholds are not in it.
#pragma once

#include "collector/store/cells.h"

#include <cstdint>
#include <optional>
#include <vector>

struct sqlite3;

namespace congto::store {

// Online dossiers, assisted or not, of the received population with a received day, that are the
// same to every detector of persons.
struct FrozenCell {
    UnitId unit = 0;
    model::Month opened;
    model::Month received;
    std::int64_t body = 0;      // body.id
    std::int64_t procedure = 0; // procedure_code.id
    std::uint64_t cls = 0;      // FlagClass
    // Different applicants of its submitter, of these dossiers of the unit opened in the month.
    // kNotKnown: its submitter is not known, or none of their applicants.
    std::int64_t applicants = 0;
    // Dossiers of the run it is in: same applicant, same procedure, each submitted at most
    // kOneMatter after the one before. kNotKnown: its applicant or submission time is not known.
    std::int64_t parts = 0;
    std::int64_t count = 0;

    bool operator==(const FrozenCell&) const = default;
};

// Of every unit that has fingerprints of dossiers opened after `after` and up to `through`, in the
// order of its fields. After none: all up to `through`.
std::vector<FrozenCell> frozen_cells(sqlite3* connection, std::optional<model::Month> after,
                                     model::Month through);

} // namespace congto::store
