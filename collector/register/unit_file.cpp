#include "collector/register/unit_file.h"

#include "collector/register/row_reader.h"
#include "collector/register/sheet.h"
#include "proto/model/codes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace congto::registers {
namespace {

struct UnitRow {
    Unit unit;
    const SheetRow* row;
};

template <typename Words>
auto one_of(const Words& words)
{
    return [&words](std::string_view name) -> std::optional<typename Words::value_type> {
        const auto found = std::find_if(words.begin(), words.end(),
                                        [&](auto word) { return name_of(word) == name; });
        return found == words.end() ? std::nullopt : std::optional(*found);
    };
}

void check_code_form(RowReader& reader, std::string_view heading, const std::string& code,
                     std::optional<UnitKind> kind)
{
    if (code.empty()) {
        return;
    }
    if (!model::is_unit_code(code)) {
        reader.fault(heading, reader.quoted(heading) + " is not a unit code like H44 or G09");
    } else if (kind && (code[0] == 'H') != (*kind == UnitKind::province)) {
        reader.fault(heading,
                     reader.quoted(heading) + ": provinces have H codes and ministries G codes");
    }
}

void check_stat_code(RowReader& reader, std::string_view heading, const std::string& code)
{
    const bool two_digits = code.size() == 2 && code.find_first_not_of("0123456789") == code.npos;
    if (!code.empty() && !two_digits) {
        reader.fault(heading, reader.quoted(heading) + " is not two digits");
    }
}

void check_certainty(RowReader& reader, const Unit& unit)
{
    const bool unconfirmed = unit.certainty == Certainty::unconfirmed;
    if (unconfirmed && !unit.code.empty()) {
        reader.fault("unit_code", "an unconfirmed unit has no code; put " +
                                      reader.quoted("unit_code") + " under code_candidate");
    }
    if (!unconfirmed && unit.code.empty()) {
        reader.fault("unit_code", "is empty; only an unconfirmed unit has no code");
    }
    if (!unit.code.empty() && !unit.code_candidate.empty()) {
        reader.fault("code_candidate", "a unit that has a code has no candidate for one");
    }
    if (!unit.stat_code.empty() && !unit.stat_code_candidate.empty()) {
        reader.fault("stat_code_candidate", "a unit that has a code has no candidate for one");
    }
}

Unit read_unit(RowReader& reader)
{
    Unit unit;
    const auto kind = reader.word("kind", one_of(kUnitKinds), "province, ministry");
    const auto certainty =
        reader.word("certainty", one_of(kCertainties), "confirmed, likely, unconfirmed");
    unit.kind = kind.value_or(UnitKind::province);
    unit.certainty = certainty.value_or(Certainty::unconfirmed);
    unit.code = reader.text_if("unit_code");
    unit.name_vi = reader.text("name_vi");
    unit.name_en = reader.text("name_en");
    unit.valid_from = reader.day("valid_from");
    unit.valid_to = reader.day_if("valid_to");
    unit.successor_code = reader.text_if("successor_code");
    unit.successor_name = reader.text_if("successor_name");
    unit.stat_code = reader.text_if("stat_code");
    unit.code_candidate = reader.text_if("code_candidate");
    unit.stat_code_candidate = reader.text_if("stat_code_candidate");
    check_code_form(reader, "unit_code", unit.code, kind);
    check_code_form(reader, "code_candidate", unit.code_candidate, kind);
    check_stat_code(reader, "stat_code", unit.stat_code);
    check_stat_code(reader, "stat_code_candidate", unit.stat_code_candidate);
    if (certainty) {
        check_certainty(reader, unit);
    }
    if (unit.valid_to && *unit.valid_to < unit.valid_from) {
        reader.fault("valid_to", reader.quoted("valid_to") + " is before valid_from " +
                                     reader.quoted("valid_from"));
    }
    const bool succeeded = !unit.successor_code.empty() || !unit.successor_name.empty();
    if (succeeded && reader.text_if("valid_to").empty()) {
        reader.fault("valid_to", "is empty; a unit with a successor has ended");
    }
    return unit;
}

// The unit valid on `day` that the successor's code and name both fit; an absent one fits any.
bool successor_exists(const std::vector<UnitRow>& rows, const Unit& ended, model::Day day)
{
    return std::any_of(rows.begin(), rows.end(), [&](const UnitRow& other) {
        const Unit& unit = other.unit;
        return unit.valid_on(day) &&
               (ended.successor_code.empty() || unit.code == ended.successor_code) &&
               (ended.successor_name.empty() || unit.name_vi == ended.successor_name);
    });
}

void successor_fault(Sheet& sheet, const UnitRow& ended, model::Day day)
{
    const bool by_code = !ended.unit.successor_code.empty();
    RowReader reader(sheet, *ended.row);
    std::string who = by_code ? reader.quoted("successor_code") : std::string();
    if (!ended.unit.successor_name.empty()) {
        who += (by_code ? " " : "") + reader.quoted("successor_name");
    }
    reader.fault(by_code ? "successor_code" : "successor_name",
                 who + " is no unit of this file that is valid on " + model::text_of(day));
}

void check_successors(Sheet& sheet, const std::vector<UnitRow>& rows)
{
    for (const auto& row : rows) {
        const Unit& unit = row.unit;
        if (!unit.valid_to || (unit.successor_code.empty() && unit.successor_name.empty())) {
            continue;
        }
        const model::Day next{unit.valid_to->number + 1};
        if (!successor_exists(rows, unit, next)) {
            successor_fault(sheet, row, next);
        }
    }
}

void check_overlaps(Sheet& sheet, const std::vector<UnitRow>& rows)
{
    std::map<std::string, std::vector<const UnitRow*>> by_code;
    for (const auto& one : rows) {
        if (one.unit.code.empty()) {
            continue;
        }
        auto& same = by_code[one.unit.code];
        const auto clash = std::find_if(same.begin(), same.end(), [&](const UnitRow* other) {
            return other->unit.valid_on(one.unit.valid_from) ||
                   one.unit.valid_on(other->unit.valid_from);
        });
        if (clash != same.end()) {
            sheet.fault(*one.row, "unit_code",
                        '"' + one.unit.code + "\" is the code of " + (*clash)->unit.name_vi +
                            " at the same time (line " + std::to_string((*clash)->row->line) + ")");
        }
        same.push_back(&one);
    }
}

void check_identities(Sheet& sheet, const std::vector<UnitRow>& rows)
{
    std::map<std::tuple<UnitKind, std::string, model::Day>, int> line_of;
    for (const auto& [unit, row] : rows) {
        const auto [first, fresh] =
            line_of.emplace(std::tuple(unit.kind, unit.name_vi, unit.valid_from), row->line);
        if (!fresh) {
            sheet.fault(*row, "name_vi",
                        "the same unit, from the same day, is on line " +
                            std::to_string(first->second));
        }
    }
}

} // namespace

std::vector<Unit> read_units(std::string_view content, const std::string& file)
{
    Sheet sheet(
        content, file,
        {{"unit_code", "kind", "name_vi", "name_en", "valid_from", "valid_to", "successor_code",
          "successor_name", "stat_code", "certainty", "code_candidate", "stat_code_candidate"},
         {}});
    std::vector<UnitRow> rows;
    for (const auto& row : sheet.rows()) {
        RowReader reader(sheet, row);
        Unit unit = read_unit(reader);
        if (reader.sound()) {
            rows.push_back({std::move(unit), &row});
        }
    }
    check_identities(sheet, rows);
    check_overlaps(sheet, rows);
    // A successor may be one of the rows that could not be read: said only when all could.
    if (rows.size() == sheet.rows().size()) {
        check_successors(sheet, rows);
    }
    sheet.finish();
    std::vector<Unit> units;
    units.reserve(rows.size());
    for (auto& row : rows) {
        units.push_back(std::move(row.unit));
    }
    return units;
}

} // namespace congto::registers
