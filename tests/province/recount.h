// The true figures once more, from the source's own tables in SQL: what the simulator's truth is
// held to. Knows nothing of the simulator's model.
#pragma once

#include "tests/province/birth.h"
#include "tests/province/truth.h"

#include <map>
#include <string>

namespace congto::province {

using Figures = std::map<std::string, std::int64_t>;

// Figures of one basis over [from, to): "dossiers", "end_to_end", "proven", …
Figures recount(const std::string& engine, const std::string& connection, ShapeName shape,
                Basis basis, const std::string& from, const std::string& to);
// What is judged by its due time: "on_time", "on_time_of".
struct Days {
    std::string from, to, today;
};
Figures recount_times(const std::string& engine, const std::string& connection, ShapeName shape,
                      Basis basis, const Days& days);
// "rows", "mapped", "quarantined", "left_out".
Figures recount_totals(const std::string& engine, const std::string& connection, ShapeName shape);

// The simulator's truth under the same names.
Figures figures_of(const Tally& tally);
Figures times_of(const Tally& tally);
Figures figures_of(const Totals& totals);

} // namespace congto::province
