#include "agent/source/inspect.h"

#include "agent/source/connect_string.h"
#include "agent/source/connection.h"
#include "agent/source/transactions.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace congto::source {
namespace {

constexpr double kLargeTable = 10'000; // rows
// PostgreSQL's cost of reading a table of so many rows of ordinary width.
constexpr double kLargeCost = 500;

std::string text_in(const Page& page, const std::vector<std::optional<std::string>>& row,
                    std::string_view column)
{
    for (std::size_t i = 0; i < page.columns.size(); ++i) {
        if (page.columns[i] == column) {
            return row[i].value_or("");
        }
    }
    return "";
}

std::string word_after(std::string_view text, std::string_view before)
{
    const std::size_t at = text.find(before);
    if (at == std::string_view::npos) {
        return "";
    }
    const std::string_view rest = text.substr(at + before.size());
    return std::string(rest.substr(0, rest.find(' ')));
}

// "->  Seq Scan on dossier d  (cost=0.00..5102.00 rows=…": the whole table's cost is after the
// dots.
std::vector<std::string> postgresql_scans(const Page& plan)
{
    std::vector<std::string> tables;
    for (const auto& row : plan.rows) {
        const std::string line = row.front().value_or("");
        const std::string table = word_after(line, "Seq Scan on ");
        const std::size_t dots = line.find("..");
        if (!table.empty() && dots != std::string::npos &&
            std::strtod(line.c_str() + dots + 2, nullptr) > kLargeCost) {
            tables.push_back(table);
        }
    }
    return tables;
}

// type ALL reads the table, type index all of an index; derived tables are in angle brackets.
std::vector<std::string> mysql_scans(const Page& plan)
{
    std::vector<std::string> tables;
    for (const auto& row : plan.rows) {
        const std::string type = text_in(plan, row, "type");
        const std::string table = text_in(plan, row, "table");
        const double rows = std::strtod(text_in(plan, row, "rows").c_str(), nullptr);
        if ((type == "ALL" || type == "index") && !table.starts_with('<') && rows > kLargeTable) {
            tables.push_back(table);
        }
    }
    return tables;
}

} // namespace

std::optional<std::string> fault_of_connection_file(const SqlSettings& settings)
{
    try {
        ConnectString::from_file(settings.connection_file, settings.engine);
        return std::nullopt;
    } catch (const runtime::Unavailable& wrong) {
        return wrong.what();
    }
}

Inspection::Inspection(SqlSettings settings, Queries queries)
    : settings_(std::move(settings)), queries_(std::move(queries)), connection_(connect(settings_))
{
}

Inspection::~Inspection() = default;

Page Inspection::page(const Position& after, std::size_t limit)
{
    return connection_->run(queries_.page, {after == Position{} ? queries_.start : after, limit});
}

Page Inspection::day(const std::string& day, const std::string& after_key, std::size_t limit)
{
    return connection_->run(queries_.day, values_of(day, after_key, limit));
}

Page Inspection::row(const std::string& key)
{
    Values values;
    values.key = key;
    return connection_->run(queries_.row, values);
}

Values Inspection::values_of(const std::string& day, const std::string& after_key,
                             std::size_t limit)
{
    return day_values(day, after_key.empty() ? queries_.start.key : after_key, limit);
}

std::string Inspection::only_value(const std::string& sql)
{
    const Page page = connection_->run(sql, {queries_.start, 1});
    if (page.rows.size() != 1 || page.rows.front().size() != 1 || !page.rows.front().front()) {
        throw runtime::Unavailable("source " + settings_.name +
                                   ": a query of the mapping gives no single value: " + sql);
    }
    return *page.rows.front().front();
}

std::string Inspection::now()
{
    return only_value(queries_.now);
}

std::optional<std::chrono::milliseconds> Inspection::oldest_transaction()
{
    return source::oldest_transaction(*connection_, settings_.name);
}

std::optional<std::string> Inspection::writable_file()
{
    if (connection_->dbms() != "sqlite3") {
        return std::nullopt;
    }
    const std::string file = only_value("SELECT file FROM pragma_database_list WHERE seq = 0");
    return ::access(file.c_str(), W_OK) == 0 ? std::optional(file) : std::nullopt;
}

std::optional<std::uint64_t> Inspection::cursor_nulls()
{
    if (queries_.cursor_nulls.empty()) {
        return std::nullopt;
    }
    return std::strtoull(only_value(queries_.cursor_nulls).c_str(), nullptr, 10);
}

// "SCAN dossier" and "SEARCH dossier USING AUTOMATIC …" name a table, an alias or a part of the
// query: only tables are asked for their size.
std::vector<std::string> Inspection::sqlite_scans(const Page& plan)
{
    std::vector<std::string> tables;
    for (const auto& row : plan.rows) {
        const std::string detail = text_in(plan, row, "detail");
        const bool builds_index = detail.find("USING AUTOMATIC") != std::string::npos;
        const std::string name = word_after(detail, builds_index ? "SEARCH " : "SCAN ");
        const bool is_name = !name.empty() && name.find_first_of("'\"()") == std::string::npos;
        if (!is_name || detail.find("USING COVERING INDEX") != std::string::npos) {
            continue;
        }
        const std::string known = only_value(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'");
        if (known != "0" && std::strtod(only_value("SELECT COUNT(*) FROM \"" + name + "\"").c_str(),
                                        nullptr) > kLargeTable) {
            tables.push_back(name);
        }
    }
    return tables;
}

std::vector<std::string> Inspection::tables_read_whole()
{
    return scans(queries_.page, {{now(), queries_.start.key}, 1000});
}

std::vector<std::string> Inspection::tables_read_whole_by(const std::string& day)
{
    return scans(queries_.day, values_of(day, "", 1000));
}

std::vector<std::string> Inspection::scans(const std::string& sql, const Values& values)
{
    const auto plan = [&](std::string_view verb) {
        return connection_->run(std::string(verb) + " " + sql, values);
    };
    std::vector<std::string> tables;
    if (settings_.engine == "postgresql") {
        tables = postgresql_scans(plan("EXPLAIN"));
    } else if (settings_.engine == "mysql") {
        tables = mysql_scans(plan("EXPLAIN"));
    } else if (settings_.engine == "sqlite3") {
        tables = sqlite_scans(plan("EXPLAIN QUERY PLAN"));
    }
    std::sort(tables.begin(), tables.end());
    tables.erase(std::unique(tables.begin(), tables.end()), tables.end());
    return tables;
}

} // namespace congto::source
