#include "collector/register/compared.h"

#include <algorithm>
#include <variant>

namespace congto::registers {
namespace {

std::string text_of(const runtime::Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* decimal = std::get_if<runtime::Decimal>(&value);
    return decimal == nullptr ? std::string() : decimal->digits;
}

} // namespace

ShownLine shown_line(const runtime::Listing& listing)
{
    ShownLine line;
    const auto& row = listing.rows.front();
    for (std::size_t column = 0; column < row.size(); ++column) {
        line.emplace_back(listing.columns[column].name, text_of(row[column]));
    }
    return line;
}

std::string named_by(const ShownLine& line, const std::vector<std::string_view>& columns)
{
    std::string name;
    for (const auto column : columns) {
        const auto field = std::find_if(line.begin(), line.end(),
                                        [&](const auto& one) { return one.first == column; });
        if (field != line.end() && !field->second.empty()) {
            name += (name.empty() ? "" : ", ") + field->second;
        }
    }
    return name;
}

std::vector<FieldChange> differing(const ShownLine& before, const ShownLine& after)
{
    std::vector<FieldChange> fields;
    for (std::size_t at = 0; at < before.size(); ++at) {
        if (before[at].second != after[at].second) {
            fields.push_back({after[at].first, before[at].second, after[at].second});
        }
    }
    return fields;
}

} // namespace congto::registers
