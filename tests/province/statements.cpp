#include "tests/province/rows.h"

#include <algorithm>

namespace congto::province {

namespace {

bool is_same_row(const Row& a, const Row& b)
{
    return a.table == b.table && a.values.front() == b.values.front();
}

const Row* find(const std::vector<Row>& rows, const Row& wanted)
{
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return is_same_row(row, wanted); });
    return found == rows.end() ? nullptr : &*found;
}

std::string where(const Table& table, const Row& row)
{
    return " WHERE " + table.columns.front().name + " = " + row.values.front();
}

// Only the columns that changed, as an application writes.
std::string update_of(const Table& table, const Row& before, const Row& after)
{
    std::string sets;
    for (std::size_t i = 0; i != after.values.size(); ++i)
        if (before.values[i] != after.values[i])
            sets += (sets.empty() ? "" : ", ") + table.columns[i].name + " = " + after.values[i];
    return "UPDATE " + table.name + " SET " + sets + where(table, after);
}

} // namespace

std::string insertion_of(const Table& table, const Row* const* rows, std::size_t count)
{
    std::string sql = "INSERT INTO " + table.name + " (";
    for (std::size_t i = 0; i != table.columns.size(); ++i)
        sql += (i == 0 ? "" : ", ") + table.columns[i].name;
    sql += ") VALUES ";
    for (std::size_t i = 0; i != count; ++i) {
        sql += i == 0 ? "(" : ",(";
        for (std::size_t column = 0; column != table.columns.size(); ++column) {
            if (column != 0)
                sql += ',';
            sql += rows[i]->values[column];
        }
        sql += ')';
    }
    return sql;
}

std::vector<std::string> change_of(const std::vector<Table>& tables, const std::vector<Row>& before,
                                   const std::vector<Row>& after)
{
    std::vector<std::string> statements;
    for (const auto& row : before)
        if (find(after, row) == nullptr)
            statements.push_back("DELETE FROM " + tables[row.table].name +
                                 where(tables[row.table], row));
    for (const auto& row : after) {
        const Row* const old = find(before, row);
        const Row* const inserted = &row;
        if (old == nullptr)
            statements.push_back(insertion_of(tables[row.table], &inserted, 1));
        else if (!(*old == row))
            statements.push_back(update_of(tables[row.table], *old, row));
    }
    return statements;
}

} // namespace congto::province
