// Ground truth: the true figures, from the simulator's own model and by its own arithmetic.
//
// Shares no line with the programs under test: what the words mean is written here once more, from
// the same definitions.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/state.h"
#include "tests/province/tally.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace congto::province {

struct PeriodTruth {
    Period period;
    std::array<Tally, 2> total;                             // by basis
    std::array<std::map<std::string, Tally>, 2> bodies;     // by code
    std::array<std::map<std::string, Tally>, 2> procedures; // by national code
};

struct Totals {
    std::int64_t rows = 0;   // of the dossier table
    std::int64_t mapped = 0; // dossiers whoever reads the source should hold now
    std::map<std::string, std::int64_t> quarantined; // by reason; none of them is mapped
    std::map<std::string, std::int64_t> left_out;    // by kind; none of them is mapped
    std::int64_t hard_deleted = 0;                   // rows the source no longer has
    std::int64_t migrated = 0, unknown_channel = 0, unknown_level = 0;
    std::array<std::int64_t, 2> undated{}; // in the basis' statuses, without its day
};

struct Truth {
    Totals totals;
    std::vector<PeriodTruth> periods;
};

// Whole months from the first to the last that has a dossier on either basis.
std::vector<Period> all_months(const State& state);
// Whether an open dossier is due yet is judged as of `today`.
Truth truth_of(const State& state, const std::vector<Period>& periods, DayNumber today);

// One JSON object, the same bytes for the same truth.
enum class Detail : std::uint8_t { total, bodies, procedures };
std::string json_of(const Truth& truth, const Identity& identity, Detail detail);
// A table for people.
std::string table_of(const Truth& truth);

} // namespace congto::province
