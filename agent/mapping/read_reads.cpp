#include "agent/mapping/read_mapping.h"

#include <algorithm>

namespace congto::mapping {
namespace {

// A name as a query writes it, quoted or not, perhaps with its schema. It stands in statements for
// an administrator to run, so nothing else may hide in it.
bool is_name(std::string_view text)
{
    const bool quoted = text.find_first_of("\"`[") != std::string_view::npos;
    const auto fits = [quoted](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               byte >= 0x80 || std::string_view("_$#.\"`[]").find(c) != std::string_view::npos ||
               (quoted && c == ' ');
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

} // namespace

std::vector<source::TableRead> read_reads(runtime::Table reads)
{
    if (reads.present() && reads.keys().empty()) {
        reads.fault("", "names no table; write table = [\"column\", …] for each the queries read");
    }
    std::vector<source::TableRead> read;
    for (const std::string& table : reads.keys()) {
        std::vector<std::string> columns = reads.texts_or_none(table);
        if (!is_name(table) || !std::all_of(columns.begin(), columns.end(), [](const auto& column) {
                return column == "*" || is_name(column);
            })) {
            reads.fault(table,
                        "must be names of a table and its columns, as the queries write them");
        } else if (columns.empty()) {
            reads.fault(table, "must be its columns, such as [\"id\", \"code\"]; [\"*\"] is all");
        }
        if (std::find(columns.begin(), columns.end(), "*") != columns.end()) {
            columns.clear();
        }
        read.push_back({table, std::move(columns)});
    }
    return read;
}

} // namespace congto::mapping
