// How units that ended are read.
#pragma once

#include <cstdint>

namespace congto::rates {

enum class UnitsRead : std::uint8_t {
    as_held,   // each unit by itself, with the dossiers its sources show
    old_units, // what a merged unit holds of days before it began: under the unit it belonged to
               // then
    new_units, // what a unit that ended holds: under what it became
};

} // namespace congto::rates
