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
                             "; there are only :after_cursor, :after_key, :limit, :day_from, "
                             ":day_to, :key and, where [query] has columns, :columns");
    }
    return statement;
}

// `columns` is what page, day and row select, written once: it stands where they say :columns.
std::string with_columns(std::string sql, const std::string& columns)
{
    constexpr std::string_view kMark = ":columns";
    for (std::size_t at = columns.empty() ? std::string::npos : sql.find(kMark);
         at != std::string::npos; at = sql.find(kMark, at + columns.size())) {
        sql.replace(at, kMark.size(), columns);
    }
    return sql;
}

// A query that has exactly these parameters; empty: the table has none of that name.
std::string read_query(Table& table, std::string_view key,
                       std::initializer_list<Parameter> parameters)
{
    std::string sql = with_columns(table.text_or(key, ""), table.text_or("columns", ""));
    if (!table.has(key)) {
        return sql;
    }
    const source::Statement statement = read_statement(table, key, sql);
    for (const Parameter parameter : source::kParameters) {
        const bool needed =
            std::find(parameters.begin(), parameters.end(), parameter) != parameters.end();
        if (needed != statement.has(parameter)) {
            table.fault(key, (needed ? "has no :" : "must not have :") +
                                 std::string(name_of(parameter)));
        }
    }
    return sql;
}

// A source is followed by its pages or read by its days; a day is of use only with the row query.
void require_a_way_to_read(Table& table, HasCursor cursor)
{
    if (!table.has("page") && !table.has("day")) {
        table.fault("page", "is missing; without one, a source can only be read by days, and needs "
                            "a day and a row query");
    }
    if (table.has("page") && cursor == HasCursor::no) {
        table.fault("page", "needs the [position]'s cursor");
    }
    if (table.has("page") && !table.has("now")) {
        table.fault("now", "is missing: the source's own time, in the form of its cursor");
    }
    for (const std::string_view key : {"count", "cursor_nulls"}) {
        if (table.has(key) && !table.has("page")) {
            table.fault(key, "is of no use without a page query");
        }
    }
    if (table.has("day") != table.has("row")) {
        table.fault(table.has("day") ? "row" : "day",
                    "is missing: a day and a row query are of use only together");
    }
}

source::Queries read_dialect(Table table, const source::Position& start, HasCursor cursor)
{
    require_a_way_to_read(table, cursor);
    source::Queries read;
    read.page = read_query(table, "page",
                           {Parameter::after_cursor, Parameter::after_key, Parameter::limit});
    read.count = read_query(table, "count", {Parameter::after_cursor, Parameter::after_key});
    read.now = read_query(table, "now", {});
    read.cursor_nulls = read_query(table, "cursor_nulls", {});
    read.day = read_query(
        table, "day",
        {Parameter::day_from, Parameter::day_to, Parameter::after_key, Parameter::limit});
    read.row = read_query(table, "row", {Parameter::key});
    read.start = start;
    return read;
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

QueriesByDialect read_queries(Table queries, const source::Position& start, HasCursor cursor)
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
            read[dialect] = read_dialect(table, start, cursor);
        }
    }
    for (const std::string& dialect : alike) {
        read_like(queries.table(dialect), dialect, read);
    }
    return read;
}

} // namespace congto::mapping
