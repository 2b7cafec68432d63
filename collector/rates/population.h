// Which dossiers a rate is over.
#pragma once

#include "collector/store/cell_class.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace congto::rates {

// received: by the day received, status 2, 4, 5, 6, 7, 8, 9 or 10. settled: by the day settled,
// status 9 or 10. The variant adds 7, withdrawn by the applicant, as the national formula may.
enum class Population : std::uint8_t { received, settled, settled_with_withdrawn };

std::string_view name_of(Population population);
std::optional<Population> population_named(std::string_view name);
store::Basis basis_of(Population population);

// Whether dossiers of the class are in the population at all. In none: those no source shows any
// more, and rows of old paper or another system (channels data_entry and migrated).
bool counts_in(Population population, store::CellClass cls);

// Settled by status, in any population: 9 and 10, and 7 where the population has it.
bool settled_in(Population population, store::CellClass cls);

// Shown, and a dossier of this system.
bool is_measured(store::CellClass cls);

} // namespace congto::rates
