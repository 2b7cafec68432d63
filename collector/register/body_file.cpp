#include "collector/register/body.h"
#include "collector/register/unit_field.h"
#include "proto/model/codes.h"

#include <map>

namespace congto::registers {
namespace {

constexpr std::string_view kKinds =
    "department, district, commune, ward, town, special_zone, other";

std::optional<BodyKind> kind_named(std::string_view name)
{
    for (const auto kind : kBodyKinds) {
        if (name_of(kind) == name) {
            return kind;
        }
    }
    return std::nullopt;
}

Body read_body(RowReader& reader, const UnitRegister& units)
{
    Body body;
    body.code = reader.text("code");
    if (!model::is_lawful_code(body.code)) {
        reader.fault("code", reader.quoted("code") + " is longer than 64 bytes, which no dossier's "
                                                     "body code can be");
    }
    const std::string unit = reader.text("unit");
    body.name_vi = reader.text("name_vi");
    body.kind = reader.word("kind", kind_named, kKinds).value_or(BodyKind::other);
    const Validity days = read_validity(reader);
    body.valid_from = days.from;
    body.valid_to = days.to;
    body.successor_code = reader.text_if("successor_code");
    if (!body.successor_code.empty() && reader.text_if("valid_to").empty()) {
        reader.fault("valid_to", "is empty; a body with a successor has ended");
    }
    if (reader.sound()) {
        body.unit = read_unit_field(reader, "unit", units, days, kEndWithTheUnit);
    }
    return body;
}

void check_successors(Sheet& sheet, const std::vector<ReadLine<Body>>& lines)
{
    std::multimap<std::string_view, const Body*> by_code;
    for (const auto& line : lines) {
        by_code.emplace(line.value.code, &line.value);
    }
    for (const auto& [body, row] : lines) {
        if (body.successor_code.empty() || !body.valid_to) {
            continue;
        }
        const model::Day next{body.valid_to->number + 1};
        const auto [first, last] = by_code.equal_range(body.successor_code);
        if (std::none_of(first, last,
                         [&](const auto& other) { return other.second->valid_on(next); })) {
            RowReader reader(sheet, *row);
            reader.fault("successor_code", reader.quoted("successor_code") +
                                               " is no body of this file that is valid on " +
                                               model::text_of(next));
        }
    }
}

} // namespace

std::vector<Body> read_bodies(std::string_view content, const std::string& file,
                              const UnitRegister& units)
{
    Sheet sheet(
        content, file,
        {{"code", "unit", "name_vi", "kind", "valid_from", "valid_to", "successor_code"}, {}});
    auto lines =
        read_lines<Body>(sheet, [&](RowReader& reader) { return read_body(reader, units); });
    sort_lines(lines);
    check_overlaps(sheet, lines, "code", [](const Body& body) { return '"' + body.code + '"'; });
    // A successor may be one of the rows that could not be read: said only when all could.
    if (lines.size() == sheet.rows().size()) {
        check_successors(sheet, lines);
    }
    sheet.finish();
    return values_of(std::move(lines));
}

} // namespace congto::registers
