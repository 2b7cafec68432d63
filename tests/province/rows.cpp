#include "tests/province/rows.h"

#include <array>
#include <cstdio>
#include <stdexcept>

namespace congto::province {

namespace {

std::string time_type(Engine engine, int fraction)
{
    if (engine == Engine::sqlite3)
        return "TEXT";
    if (engine == Engine::postgresql)
        return "timestamp(" + std::to_string(fraction) + ")";
    return fraction > 3 ? "DATETIME(" + std::to_string(fraction) + ")" : "DATETIME";
}

std::string type_of(const Column& column, Engine engine, int fraction)
{
    const bool sqlite = engine == Engine::sqlite3, mysql = engine == Engine::mysql;
    switch (column.type) {
    case Type::bigint:
        return sqlite ? "INTEGER" : "bigint";
    case Type::integer:
        return sqlite ? "INTEGER" : "integer";
    case Type::boolean:
        return sqlite ? "INTEGER" : mysql ? "TINYINT(1)" : "boolean";
    case Type::varchar:
        return sqlite ? "TEXT"
                      : "varchar(" + std::to_string(column.width) + ")" +
                            (mysql ? " CHARACTER SET utf8mb4" : "");
    case Type::text:
        return sqlite ? "TEXT" : mysql ? "LONGTEXT CHARACTER SET utf8mb4" : "text";
    case Type::guid:
        return sqlite  ? "TEXT"
               : mysql ? "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin"
                       : "char(36)";
    case Type::time:
        return time_type(engine, fraction);
    case Type::cursor:
        return time_type(engine, 6);
    }
    throw std::logic_error("a column of no type");
}

} // namespace

std::optional<Engine> engine_named(std::string_view name)
{
    for (const auto engine : {Engine::sqlite3, Engine::postgresql, Engine::mysql})
        if (name_of(engine) == name)
            return engine;
    return std::nullopt;
}

std::string_view name_of(Engine engine)
{
    switch (engine) {
    case Engine::sqlite3:
        return "sqlite3";
    case Engine::postgresql:
        return "postgresql";
    case Engine::mysql:
        return "mysql";
    }
    throw std::logic_error("an engine of no name");
}

std::vector<std::string> creation_of(const Table& table, Engine engine, int fraction)
{
    std::string create = "CREATE TABLE " + table.name + " (";
    for (std::size_t i = 0; i != table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        create += (i == 0 ? "" : ", ") + column.name + " " + type_of(column, engine, fraction) +
                  (column.required || i == 0 ? " NOT NULL" : "") + (i == 0 ? " PRIMARY KEY" : "");
    }
    std::vector<std::string> statements{create + ")"};
    int number = 0;
    for (const auto& index : table.indexes)
        statements.push_back("CREATE INDEX " + table.name + "_index" + std::to_string(++number) +
                             " ON " + table.name + " (" + index + ")");
    return statements;
}

RowWriter& RowWriter::null()
{
    row_.values.emplace_back("NULL");
    return *this;
}

RowWriter& RowWriter::number(std::int64_t value)
{
    row_.values.push_back(std::to_string(value));
    return *this;
}

RowWriter& RowWriter::boolean(bool value)
{
    const bool words = engine_ == Engine::postgresql;
    row_.values.emplace_back(words ? (value ? "true" : "false") : (value ? "1" : "0"));
    return *this;
}

RowWriter& RowWriter::text(std::string_view value)
{
    std::string& literal = row_.values.emplace_back();
    literal.reserve(value.size() + 2);
    literal += '\'';
    for (const char letter : value) {
        if (letter == '\'')
            literal += '\'';
        literal += letter;
    }
    literal += '\'';
    return *this;
}

RowWriter& RowWriter::time(std::optional<Second> value)
{
    if (!value)
        return null();
    row_.values.push_back("'" + text_of(*value) + "'");
    return *this;
}

RowWriter& RowWriter::cursor(std::int64_t micros, int digits)
{
    if (digits == 0)
        return time(micros / 1'000'000);
    std::array<char, 16> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%06d", static_cast<int>(micros % 1'000'000));
    row_.values.push_back("'" + text_of(micros / 1'000'000) +
                          std::string(fraction.data(), static_cast<std::size_t>(digits) + 1) + "'");
    return *this;
}

} // namespace congto::province
