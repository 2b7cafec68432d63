#include "collector/store/cell_table_writer.h"

namespace congto::store {
namespace {

std::string joined(const CellTableShape& shape, std::string_view between, std::string_view after)
{
    std::string sql;
    for (std::size_t i = 0; i < shape.width(); ++i) {
        sql +=
            (i == 0 ? "" : std::string(between)) + std::string(shape.keys[i]) + std::string(after);
    }
    return sql;
}

std::string where_key(const CellTableShape& shape)
{
    return " WHERE " + joined(shape, " AND ", " = ?");
}

std::string put_sql(const CellTableShape& shape, std::size_t rows)
{
    std::string row = "(?";
    for (std::size_t i = 0; i < shape.width(); ++i) {
        row += ", ?";
    }
    row += ")";
    std::string sql = "INSERT INTO " + std::string(shape.name) + " VALUES " + row;
    for (std::size_t i = 1; i < rows; ++i) {
        sql += ", " + row;
    }
    return sql + " ON CONFLICT (" + joined(shape, ", ", "") +
           ") DO UPDATE SET counts = excluded.counts";
}

} // namespace

CellTableWriter::CellTableWriter(sqlite3* connection, const CellTableShape& shape)
    : width_(static_cast<int>(shape.width())),
      select_(connection, "SELECT counts FROM " + std::string(shape.name) + where_key(shape)),
      put_(connection, put_sql(shape, 1)), put_run_(connection, put_sql(shape, kRun)),
      remove_(connection, "DELETE FROM " + std::string(shape.name) + where_key(shape))
{
}

void CellTableWriter::move(const CellRowKey& key, std::span<CellEntry> differences)
{
    bind(select_, 0, key);
    const bool exists = select_.step();
    const std::string_view counts =
        mover_.moved(exists ? select_.blob(0) : std::string_view(), differences);
    select_.reset();
    if (counts.empty()) {
        bind(remove_, 0, key);
        remove_.run();
        return;
    }
    counts_ += counts;
    moved_[waiting_++] = {key, counts.size()};
    if (waiting_ == moved_.size()) {
        put(put_run_, moved_);
        forget();
    }
}

void CellTableWriter::finish()
{
    std::string rest = std::move(counts_);
    counts_.clear();
    std::size_t at = 0;
    for (const Moved& row : std::span(moved_).first(waiting_)) {
        counts_ = rest.substr(at, row.size);
        put(put_, std::span(&row, 1));
        at += row.size;
    }
    forget();
}

void CellTableWriter::forget()
{
    waiting_ = 0;
    counts_.clear();
}

void CellTableWriter::bind(Statement& statement, int before, const CellRowKey& key) const
{
    for (int i = 0; i < width_; ++i) {
        statement.bind(before + i + 1, key.parts[static_cast<std::size_t>(i)]);
    }
}

void CellTableWriter::put(Statement& statement, std::span<const Moved> rows)
{
    int before = 0;
    std::size_t at = 0;
    for (const Moved& row : rows) {
        bind(statement, before, row.key);
        statement.bind_blob(before + width_ + 1, std::string_view(counts_).substr(at, row.size));
        before += width_ + 1;
        at += row.size;
    }
    statement.run();
}

} // namespace congto::store
