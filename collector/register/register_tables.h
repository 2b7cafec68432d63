// The register's tables as values: what SQL says stays in one file.
#pragma once

#include "collector/register/body.h"
#include "collector/register/campaign.h"
#include "collector/register/procedure.h"
#include "collector/register/target.h"
#include "collector/register/unit.h"

#include <vector>

namespace SQLite {
class Database;
}

namespace congto::registers {

// In the order of the registers; units by id.
std::vector<Unit> read_unit_table(SQLite::Database& registers);
std::vector<Procedure> read_procedure_table(SQLite::Database& registers);
std::vector<Body> read_body_table(SQLite::Database& registers);
std::vector<Campaign> read_campaign_table(SQLite::Database& registers);
std::vector<Target> read_target_table(SQLite::Database& registers); // with their campaigns' days

// Within the caller's transaction.
void replace_unit_table(SQLite::Database& registers, const std::vector<Unit>& units);
void replace_procedure_table(SQLite::Database& registers, const std::vector<Procedure>& procedures);
void replace_body_table(SQLite::Database& registers, const std::vector<Body>& bodies);
void replace_campaign_table(SQLite::Database& registers, const std::vector<Campaign>& campaigns);
void replace_target_table(SQLite::Database& registers, const std::vector<Target>& targets);

} // namespace congto::registers
