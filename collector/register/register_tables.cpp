#include "collector/register/register_tables.h"

#include "collector/register/table_row.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace congto::registers {
std::vector<Unit> read_unit_table(SQLite::Database& registers)
{
    std::vector<Unit> units;
    SQLite::Statement row(registers,
                          "SELECT id, code, kind, name_vi, name_en, valid_from, valid_to, "
                          "successor_code, successor_name, stat_code, certainty, code_candidate, "
                          "stat_code_candidate FROM unit ORDER BY id");
    while (row.executeStep()) {
        Unit unit;
        unit.id = row.getColumn(0).getInt64();
        unit.code = text_in(row, 1);
        unit.kind = word_in(row, 2, kUnitKinds);
        unit.name_vi = text_in(row, 3);
        unit.name_en = text_in(row, 4);
        unit.valid_from = day_in(row, 5);
        unit.valid_to = day_if(row, 6);
        unit.successor_code = text_in(row, 7);
        unit.successor_name = text_in(row, 8);
        unit.stat_code = text_in(row, 9);
        unit.certainty = word_in(row, 10, kCertainties);
        unit.code_candidate = text_in(row, 11);
        unit.stat_code_candidate = text_in(row, 12);
        units.push_back(std::move(unit));
    }
    return units;
}

std::vector<Procedure> read_procedure_table(SQLite::Database& registers)
{
    std::vector<Procedure> procedures;
    SQLite::Statement row(registers, "SELECT code, name_vi, level, eligible, gives_result, fee, "
                                     "valid_from, valid_to, unit FROM procedure "
                                     "ORDER BY unit, code, valid_from");
    while (row.executeStep()) {
        Procedure procedure;
        procedure.code = text_in(row, 0);
        procedure.name_vi = text_in(row, 1);
        procedure.level = model::word_numbered<model::Level>(
                              static_cast<std::uint8_t>(row.getColumn(2).getUInt()))
                              .value_or(model::Level::unknown);
        procedure.eligible = claim_in(row, 3);
        procedure.gives_result = claim_in(row, 4);
        procedure.fee = claim_in(row, 5);
        procedure.valid_from = day_in(row, 6);
        procedure.valid_to = day_if(row, 7);
        procedure.unit = count_in(row, 8);
        procedures.push_back(std::move(procedure));
    }
    return procedures;
}

void replace_unit_table(SQLite::Database& registers, const std::vector<Unit>& units)
{
    // Reported figures refer to units that are gone only until the insertion below.
    registers.exec("PRAGMA defer_foreign_keys = ON");
    registers.exec("DELETE FROM unit");
    SQLite::Statement insert(
        registers, "INSERT INTO unit (id, code, kind, name_vi, name_en, valid_from, valid_to, "
                   "successor_code, successor_name, stat_code, certainty, code_candidate, "
                   "stat_code_candidate) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& unit : units) {
        Binder(insert)
            .number(unit.id)
            .text_if(unit.code)
            .text(std::string(name_of(unit.kind)))
            .text(unit.name_vi)
            .text(unit.name_en)
            .number(unit.valid_from.number)
            .day_if(unit.valid_to)
            .text_if(unit.successor_code)
            .text_if(unit.successor_name)
            .text_if(unit.stat_code)
            .text(std::string(name_of(unit.certainty)))
            .text_if(unit.code_candidate)
            .text_if(unit.stat_code_candidate)
            .insert();
    }
}

void replace_procedure_table(SQLite::Database& registers, const std::vector<Procedure>& procedures)
{
    registers.exec("DELETE FROM procedure");
    SQLite::Statement insert(registers,
                             "INSERT INTO procedure (code, name_vi, level, eligible, gives_result, "
                             "fee, valid_from, valid_to, unit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const auto& procedure : procedures) {
        Binder(insert)
            .text(procedure.code)
            .text(procedure.name_vi)
            .number(static_cast<std::int64_t>(procedure.level))
            .claim(procedure.eligible)
            .claim(procedure.gives_result)
            .claim(procedure.fee)
            .day(procedure.valid_from)
            .day_if(procedure.valid_to)
            .number(procedure.unit)
            .insert();
    }
}

} // namespace congto::registers
