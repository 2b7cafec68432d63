#include "collector/register/procedure.h"
#include "collector/register/unit_field.h"
#include "proto/model/codes.h"

namespace congto::registers {
namespace {

model::Level read_level(RowReader& reader)
{
    if (reader.text_if("level").empty()) {
        return model::Level::unknown;
    }
    const auto named = [](std::string_view name) { return model::word_named<model::Level>(name); };
    return reader.word("level", named, "full, partial, information_only")
        .value_or(model::Level::unknown);
}

Procedure read_procedure(RowReader& reader, const UnitRegister& units)
{
    Procedure procedure;
    procedure.code = model::canonical_procedure(reader.text("code"));
    procedure.name_vi = reader.text("name_vi");
    procedure.level = read_level(reader);
    procedure.eligible = reader.claim_if("eligible");
    procedure.gives_result = reader.claim_if("gives_result");
    procedure.fee = reader.claim_if("fee");
    const Validity days = read_validity(reader);
    procedure.valid_from = days.from;
    procedure.valid_to = days.to;
    if (reader.sound() && !reader.text_if("unit").empty()) {
        procedure.unit = read_unit_field(reader, "unit", units, days, kEndWithTheUnit);
    }
    return procedure;
}

} // namespace

std::vector<Procedure> read_procedures(std::string_view content, const std::string& file,
                                       const UnitRegister& units)
{
    Sheet sheet(
        content, file,
        {{"code", "name_vi", "level", "eligible", "gives_result", "fee", "valid_from", "valid_to"},
         {"unit"}});
    auto lines = read_lines<Procedure>(
        sheet, [&](RowReader& reader) { return read_procedure(reader, units); });
    sort_lines(lines);
    check_overlaps(sheet, lines, "code",
                   [](const Procedure& procedure) { return '"' + procedure.code + '"'; });
    sheet.finish();
    return values_of(std::move(lines));
}

} // namespace congto::registers
