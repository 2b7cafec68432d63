#include "collector/register/table_row.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::registers {

std::string text_in(SQLite::Statement& row, int column)
{
    return row.getColumn(column).getString();
}

std::int64_t count_in(SQLite::Statement& row, int column)
{
    return row.getColumn(column).getInt64();
}

std::optional<std::int64_t> number_in(SQLite::Statement& row, int column)
{
    const auto value = row.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional(value.getInt64());
}

model::Day day_in(SQLite::Statement& row, int column)
{
    return {row.getColumn(column).getInt()};
}

std::optional<model::Day> day_if(SQLite::Statement& row, int column)
{
    const auto number = number_in(row, column);
    return number ? std::optional(model::Day{static_cast<std::int32_t>(*number)}) : std::nullopt;
}

std::optional<bool> claim_in(SQLite::Statement& row, int column)
{
    const auto number = number_in(row, column);
    return number ? std::optional(*number != 0) : std::nullopt;
}

Binder& Binder::text(const std::string& value)
{
    statement_.bind(++at_, value);
    return *this;
}

Binder& Binder::number(std::int64_t value)
{
    statement_.bind(++at_, value);
    return *this;
}

Binder& Binder::null()
{
    statement_.bind(++at_);
    return *this;
}

void Binder::insert()
{
    statement_.exec();
    statement_.reset();
}

} // namespace congto::registers
