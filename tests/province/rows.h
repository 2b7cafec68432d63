// Rows of the source's tables, as SQL.
#pragma once

#include "tests/province/civil.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::province {

enum class Engine : std::uint8_t { sqlite3, postgresql, mysql };
std::optional<Engine> engine_named(std::string_view name);
std::string_view name_of(Engine engine);

enum class Type : std::uint8_t { bigint, integer, boolean, varchar, text, guid, time, cursor };

struct Column {
    std::string name;
    Type type = Type::bigint;
    int width = 0;         // of a varchar
    bool required = false; // NOT NULL
};

// The first column is the primary key. An index is a list of columns.
struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<std::string> indexes;
};

// The CREATE statements of a table. `fraction`: digits of a second its time columns keep.
std::vector<std::string> creation_of(const Table& table, Engine engine, int fraction);

// SQL literals, one for each column of a table.
struct Row {
    std::size_t table = 0;
    std::vector<std::string> values;

    bool operator==(const Row&) const = default;
};

// One INSERT of rows of one table (count > 0).
std::string insertion_of(const Table& table, const Row* const* rows, std::size_t count);
// The statements that turn what a dossier had into what it has. Rows are told apart by table and
// primary key.
std::vector<std::string> change_of(const std::vector<Table>& tables, const std::vector<Row>& before,
                                   const std::vector<Row>& after);

// Writes values of one row in order, as literals.
class RowWriter {
public:
    RowWriter(std::size_t table, Engine engine) : engine_(engine)
    {
        row_.table = table;
        row_.values.reserve(kWidest);
    }

    RowWriter& null();
    RowWriter& number(std::int64_t value);
    RowWriter& boolean(bool value);
    RowWriter& text(std::string_view value);
    RowWriter& time(std::optional<Second> value);
    RowWriter& cursor(std::int64_t micros, int digits);
    Row done() { return std::move(row_); }

private:
    static constexpr std::size_t kWidest = 30; // columns, so that few rows grow twice

    Engine engine_;
    Row row_;
};

} // namespace congto::province
