#include "agent/mapping/read_mapping.h"

#include "agent/mapping/columns.h"
#include "agent/source/parameters.h"

#include <algorithm>
#include <array>

namespace congto::mapping {
namespace {

using runtime::Table;
using source::Parameter;

constexpr std::array<std::string_view, 6> kDialects{"sqlite3", "postgresql", "mysql",
                                                    "odbc",    "sqlserver",  "oracle"};
constexpr std::array kPosition{Parameter::after_cursor, Parameter::after_key};

bool starts_with_word(std::string_view text, std::string_view word)
{
    return text.size() >= word.size() &&
           std::equal(word.begin(), word.end(), text.begin(),
                      [](char wanted, char given) { return wanted == (given & ~0x20); });
}

// Faults of any query: it must only read, be one statement, and hold no parameter but ours.
source::Statement read_statement(Table& table, std::string_view key, const std::string& sql)
{
    source::Statement statement = source::with_own_marks(sql, source::Marks::numbered_names);
    const std::string_view text = trimmed(statement.sql);
    if (!starts_with_word(text, "SELECT") && !starts_with_word(text, "WITH")) {
        table.fault(key, "must begin with SELECT or WITH: a source is only read");
    }
    if (text.ends_with(';')) {
        table.fault(key, "must be one statement, without ';' at its end");
    }
    for (const std::string& name : statement.unknown) {
        table.fault(key, "has a parameter :" + name +
                             "; there are only :after_cursor, :after_key "
                             "and, for the page, :limit");
    }
    return statement;
}

void require(Table& table, std::string_view key, const source::Statement& statement,
             Parameter parameter)
{
    if (!statement.has(parameter)) {
        table.fault(key, "has no :" + std::string(name_of(parameter)));
    }
}

std::string read_page(Table& table)
{
    std::string sql = table.text("page");
    if (!table.has("page")) {
        return sql;
    }
    const source::Statement statement = read_statement(table, "page", sql);
    for (const Parameter parameter : kPosition) {
        require(table, "page", statement, parameter);
    }
    require(table, "page", statement, Parameter::limit);
    return sql;
}

std::string read_count(Table& table)
{
    std::string sql = table.text_or("count", "");
    if (sql.empty()) {
        return sql;
    }
    const source::Statement statement = read_statement(table, "count", sql);
    for (const Parameter parameter : kPosition) {
        require(table, "count", statement, parameter);
    }
    if (statement.has(Parameter::limit)) {
        table.fault("count", "must not have :limit");
    }
    return sql;
}

// A query that asks about the whole source.
std::string read_plain(Table& table, std::string_view key)
{
    std::string sql = table.text_or(key, "");
    if (!sql.empty() && !read_statement(table, key, sql).parameters.empty()) {
        table.fault(key, "must have no parameters");
    }
    return sql;
}

source::Queries read_dialect(Table table, const source::Position& start)
{
    if (!table.has("now")) {
        table.fault("now", "is missing: the source's own time, in the form of its cursor");
    }
    return {read_page(table), read_count(table), read_plain(table, "now"),
            read_plain(table, "cursor_nulls"), start};
}

// `like = "postgresql"`: the queries of another dialect, word for word.
void read_like(Table table, const std::string& dialect, QueriesByDialect& read)
{
    const std::string other = table.text("like");
    const auto found = read.find(other);
    if (found == read.end()) {
        table.fault("like", "there is no [query." + other + "] with queries of its own");
        return;
    }
    read[dialect] = source::Queries(found->second);
}

} // namespace

QueriesByDialect read_queries(Table queries, const source::Position& start)
{
    if (queries.keys().empty()) {
        queries.fault("", "there is no query: write a [query.<dialect>] with page and now");
    }
    QueriesByDialect read;
    std::vector<std::string> alike;
    for (const std::string& dialect : queries.keys()) {
        if (std::find(kDialects.begin(), kDialects.end(), dialect) == kDialects.end()) {
            queries.fault(dialect, "no such dialect; there are sqlite3, postgresql, mysql, odbc, "
                                   "sqlserver and oracle");
        }
        Table table = queries.table(dialect);
        if (table.has("like")) {
            alike.push_back(dialect);
        } else {
            read[dialect] = read_dialect(table, start);
        }
    }
    for (const std::string& dialect : alike) {
        read_like(queries.table(dialect), dialect, read);
    }
    return read;
}

} // namespace congto::mapping
