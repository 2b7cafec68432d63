// The register's tables as values: what SQL says stays in one file.
#pragma once

#include "collector/register/procedure.h"
#include "collector/register/reported.h"
#include "collector/register/unit.h"

#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

std::vector<Unit> read_unit_table(SQLite::Database& registers);               // by id
std::vector<Procedure> read_procedure_table(SQLite::Database& registers);     // by code, valid_from
std::vector<ReportedFigure> read_reported_table(SQLite::Database& registers); // by id

// Within the caller's transaction.
void replace_unit_table(SQLite::Database& registers, const std::vector<Unit>& units);
void replace_procedure_table(SQLite::Database& registers, const std::vector<Procedure>& procedures);
void add_to_reported_table(SQLite::Database& registers, const std::vector<ReportedFigure>& figures);

} // namespace congto::registers
