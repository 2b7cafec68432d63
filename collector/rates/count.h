// Counts what indicators ask, from cells.
#pragma once

#include "collector/rates/figure.h"
#include "collector/rates/indicator.h"
#include "collector/rates/units_read.h"
#include "collector/register/procedure.h"
#include "collector/store/cells.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::rates {

struct Question {
    store::Period period;
    Population population = Population::received;
    store::Scope scope;
    store::Grouping grouping = store::Grouping::unit;
    model::Day today;                     // what is due before it is overdue, if still open
    UnitsRead units = UnitsRead::as_held; // how the cells asked were made to show units
    // Where the scope's unit stands for another of its code, whose dossiers its system holds: that
    // one. What it reported is set beside what is measured of the scope's.
    std::optional<store::UnitId> reports_of = {};
};

// The unit that is measured for what this one reported.
store::UnitId measured_for(const Question& question, store::UnitId reporter);

// One unit, body or procedure with a dossier in reach of any of the indicators.
struct Group {
    store::UnitId unit = 0;
    std::string code;            // body or procedure, when grouped by it
    std::vector<Figure> figures; // one for each indicator asked, in that order

    bool operator==(const Group&) const = default;
};

inline constexpr std::string_view kWholeMonthsOnly =
    "a body and a procedure together are counted by whole months: give --month, or --from the "
    "first "
    "and --to the last day of a month, or ask for one of the two";

// Ordered by unit, then code. Throws runtime::BadSettings: a body and a procedure are combined over
// anything but whole months.
std::vector<Group> counted(const store::Cells& cells,
                           const registers::ProcedureRegister& procedures, const Question& question,
                           const std::vector<const Indicator*>& indicators);

// Why no group can have a figure of the indicator, whatever its dossiers; none: it can.
std::optional<NoFigure> unanswerable(const Indicator& indicator, const Question& question);

// The question combines bodies with procedures; old units are told by bodies.
bool combines_body_and_procedure(const Question& question);
// The period begins with the first day of a month and ends with the last of one.
bool is_whole_months(const store::Period& period);

} // namespace congto::rates
