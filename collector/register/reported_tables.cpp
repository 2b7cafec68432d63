#include "collector/register/reported_tables.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

namespace congto::registers {
namespace {

std::optional<std::int64_t> number_in(SQLite::Statement& row, int column)
{
    const auto value = row.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional(value.getInt64());
}

model::Day day_in(SQLite::Statement& row, int column)
{
    return {row.getColumn(column).getInt()};
}

void bind_if(SQLite::Statement& row, int at, const std::optional<std::int64_t>& number)
{
    if (number) {
        row.bind(at, *number);
    } else {
        row.bind(at);
    }
}

std::vector<ReportedFigure> read_figures(SQLite::Database& registers, const std::string& which)
{
    std::vector<ReportedFigure> figures;
    SQLite::Statement row(registers,
                          "SELECT unit, from_day, to_day, indicator, numerator, denominator, rate, "
                          "origin, reported_on, body, counted_as FROM reported " +
                              which + " ORDER BY id");
    while (row.executeStep()) {
        figures.push_back({row.getColumn(0).getInt64(), day_in(row, 1), day_in(row, 2),
                           row.getColumn(3).getString(), number_in(row, 4), number_in(row, 5),
                           row.getColumn(6).getString(), row.getColumn(7).getString(),
                           day_in(row, 8), row.getColumn(9).getString(),
                           row.getColumn(10).getString()});
    }
    return figures;
}

} // namespace

std::vector<ReportedFigure> read_reported_table(SQLite::Database& registers)
{
    return read_figures(registers, "");
}

std::vector<ReportedFigure> read_reported_of_units(SQLite::Database& registers)
{
    return read_figures(registers, "WHERE body = ''");
}

std::vector<ReportedCount> read_reported_count_table(SQLite::Database& registers)
{
    std::vector<ReportedCount> counts;
    SQLite::Statement row(registers,
                          "SELECT unit, body, from_day, to_day, name, value, origin, reported_on "
                          "FROM reported_count "
                          "ORDER BY unit, body, from_day, to_day, name, origin, reported_on");
    while (row.executeStep()) {
        counts.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), day_in(row, 2),
                          day_in(row, 3), row.getColumn(4).getString(), row.getColumn(5).getInt64(),
                          row.getColumn(6).getString(), day_in(row, 7)});
    }
    return counts;
}

void add_to_reported_table(SQLite::Database& registers, const std::vector<ReportedFigure>& figures)
{
    SQLite::Statement insert(registers,
                             "INSERT INTO reported (unit, from_day, to_day, indicator, numerator, "
                             "denominator, rate, origin, reported_on, body, counted_as) "
                             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    for (const auto& figure : figures) {
        insert.bind(1, figure.unit);
        insert.bind(2, figure.from.number);
        insert.bind(3, figure.to.number);
        insert.bind(4, figure.indicator);
        bind_if(insert, 5, figure.numerator);
        bind_if(insert, 6, figure.denominator);
        insert.bind(7, figure.rate);
        insert.bind(8, figure.origin);
        insert.bind(9, figure.reported_on.number);
        insert.bind(10, figure.body);
        insert.bind(11, figure.counted_as);
        insert.exec();
        insert.reset();
    }
}

void add_to_reported_count_table(SQLite::Database& registers,
                                 const std::vector<ReportedCount>& counts)
{
    SQLite::Statement insert(
        registers, "INSERT INTO reported_count (unit, body, from_day, to_day, name, value, origin, "
                   "reported_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    for (const auto& count : counts) {
        insert.bind(1, count.unit);
        insert.bind(2, count.body);
        insert.bind(3, count.from.number);
        insert.bind(4, count.to.number);
        insert.bind(5, count.name);
        insert.bind(6, count.value);
        insert.bind(7, count.origin);
        insert.bind(8, count.reported_on.number);
        insert.exec();
        insert.reset();
    }
}

} // namespace congto::registers
