// The tables of what was reported, as values.
#pragma once

#include "collector/register/reported.h"
#include "collector/register/reported_count.h"

#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

std::vector<ReportedFigure> read_reported_table(SQLite::Database& registers);      // by id
std::vector<ReportedFigure> read_reported_of_units(SQLite::Database& registers);   // by id
std::vector<ReportedCount> read_reported_count_table(SQLite::Database& registers); // by key

// Within the caller's transaction.
void add_to_reported_table(SQLite::Database& registers, const std::vector<ReportedFigure>& figures);
void add_to_reported_count_table(SQLite::Database& registers,
                                 const std::vector<ReportedCount>& counts);

} // namespace congto::registers
