// What a tree of the national portal reports, as figures and counts of units and their bodies.
#pragma once

#include "collector/register/portal_tree.h"
#include "collector/register/reported.h"
#include "collector/register/reported_count.h"

#include <optional>
#include <string>
#include <vector>

namespace congto::registers {

// What a person says of a tree that it does not say itself.
struct PortalReport {
    std::optional<Days> period;
    std::optional<model::Day> reported_on;
    std::string origin;
};

struct PortalFigures {
    std::vector<ReportedFigure> figures;
    std::vector<ReportedCount> counts;
    std::vector<std::string> notes; // what was left out, and how it was understood
};

// A period that was not over when the tree was captured ends on that day. A department is a unit by
// its code, or a body of the unit before the first point of it. Rates the portal does not state are
// what its numbers give, with two decimals; none where the denominator is 0.
//
// Throws runtime::BadSettings with every fault: what nobody said, or said otherwise than the tree;
// an origin that begins with a day or is not one line;
// an unknown unit, or one that changed within the period; a numerator over its denominator.
PortalFigures figures_of(const PortalTree& tree, const std::string& file,
                         const PortalReport& report, const UnitRegister& units);

// Leaves what is not held already. Throws runtime::BadSettings: the same report is held with
// another value; a correction has a day of its own.
void keep_new(PortalFigures& found, const std::vector<ReportedFigure>& held,
              const std::vector<ReportedCount>& held_counts, const std::string& file);

// For the register ledger: "reported import of 2026-08-01 to 2026-08-31, 2026-09-27, national
// portal", as far as `report` says it.
std::string act_of(const PortalReport& report);
// What such an act said. None: another act.
std::optional<PortalReport> report_of_act(std::string_view act);

} // namespace congto::registers
