// Two tables that must be equal, read side by side in the order of their key.
#pragma once

#include "collector/store/cells.h"
#include "collector/upkeep/findings.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace congto::upkeep {

inline constexpr std::string_view kOfUnit = "unit = ?1";

struct ComparedTable {
    std::string name;
    std::vector<std::string> keys; // of the primary key, in its order
    std::vector<std::string> values;
    std::string of_unit; // SQL that is true of a unit's rows, the unit being ?1; empty: no unit's
};

struct Comparison {
    sqlite3* stored;
    sqlite3* expected;
    std::string_view by; // what says how it should be: "by the ledger"
};

// What a store gets by its ledger, and what it gets by its dossiers.
const std::vector<ComparedTable>& tables_by_ledger();
const std::vector<ComparedTable>& tables_by_dossiers();

// Every row of the unit (or of no unit) that is missing, too many or different becomes a finding.
// `visit` is called at each row stored. Memory does not grow with them.
void compare(const Comparison& sides, const ComparedTable& table, store::UnitId unit,
             Findings& findings, const std::function<void()>& visit);

} // namespace congto::upkeep
