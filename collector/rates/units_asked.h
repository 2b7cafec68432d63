// Units as a person asked to have them read.
#pragma once

#include "collector/rates/read_cells.h"
#include "collector/rates/request.h"

#include <memory>
#include <string>

namespace congto::rates {

struct UnitsAsked {
    UnitsRead read = UnitsRead::as_held;
    model::Day on; // whose units are the new ones
    std::vector<std::string> notes;
};

// Adds to `faults`: words that are none, a day of no use.
UnitsAsked units_asked(const Arguments& arguments, model::Day today,
                       std::vector<std::string>& faults);

// The day on which a unit's code is understood.
model::Day day_of_codes(const Request& request);

// Facts whose cells show units so. `facts` must outlive it.
class ReadFacts {
public:
    ReadFacts(const Facts& facts, UnitsRead read, model::Day on);

    Facts facts() const;

private:
    const Facts& held_;
    UnitReading reading_;
    ReadCells cells_;
};

} // namespace congto::rates
