#include "agent/source/odbc_columns.h"

#include "config/runtime/failure.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace congto::source {
namespace {

// A block of rows takes about this much memory.
constexpr std::size_t kBlockBytes = 2 << 20;
constexpr std::size_t kMostRows = 1000;

void require(SQLRETURN returned, const OdbcHandle& statement)
{
    if (!SQL_SUCCEEDED(returned)) {
        throw runtime::Unavailable(statement.diagnosis());
    }
}

void* pointer_of(std::size_t number)
{
    return reinterpret_cast<void*>(number); // NOLINT: ODBC passes numbers as pointers
}

std::string name_of_column(const OdbcHandle& statement, SQLUSMALLINT position)
{
    std::array<char, 256> name{};
    SQLSMALLINT length = 0;
    require(OdbcLibrary::get().column_attribute(statement.get(), position, SQL_DESC_NAME,
                                                name.data(), name.size(), &length, nullptr),
            statement);
    return name.data();
}

// In characters; of numbers and times as text. Never few: engines without strict types put longer
// text into a column of numbers.
std::size_t display_size(const OdbcHandle& statement, SQLUSMALLINT position)
{
    SQLLEN size = 0;
    require(OdbcLibrary::get().column_attribute(statement.get(), position, SQL_DESC_DISPLAY_SIZE,
                                                nullptr, 0, nullptr, &size),
            statement);
    if (size <= 0) { // without bound
        return OdbcColumns::kLongest;
    }
    constexpr std::size_t kLeast = 64;
    return std::clamp(static_cast<std::size_t>(size), kLeast, OdbcColumns::kLongest);
}

void append_utf8(std::string& text, char32_t point)
{
    const auto tail = [&text, point](unsigned shift) {
        text += static_cast<char>(0x80U | (point >> shift & 0x3FU));
    };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0U | point >> 6U);
        tail(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0U | point >> 12U);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | point >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string utf8_of(const char* utf16, std::size_t units)
{
    const auto unit = [utf16](std::size_t i) {
        std::uint16_t value = 0;
        std::memcpy(&value, utf16 + 2 * i, sizeof value);
        return static_cast<char32_t>(value);
    };
    const auto is_low = [](char32_t one) { return one >= 0xDC00 && one < 0xE000; };
    std::string text;
    text.reserve(units);
    for (std::size_t i = 0; i < units; ++i) {
        const char32_t one = unit(i);
        if (one < 0xD800 || one >= 0xE000) {
            append_utf8(text, one);
        } else if (one < 0xDC00 && i + 1 < units && is_low(unit(i + 1))) {
            append_utf8(text, 0x10000 + ((one - 0xD800) << 10U) + (unit(++i) - 0xDC00));
        } else {
            append_utf8(text, 0xFFFD);
        }
    }
    return text;
}

} // namespace

OdbcColumns::OdbcColumns(const OdbcHandle& statement, OdbcText text) : text_(text)
{
    describe(statement);
    bind(statement);
}

void OdbcColumns::describe(const OdbcHandle& statement)
{
    SQLSMALLINT count = 0;
    require(OdbcLibrary::get().result_columns(statement.get(), &count), statement);
    if (count == 0) {
        throw runtime::Unavailable("the query gives no columns");
    }
    // Bytes a character takes at most: UTF-8 four, UTF-16 two units of two.
    constexpr std::size_t kWidestCharacter = 4;
    std::size_t row_bytes = 1;
    for (SQLSMALLINT i = 1; i <= count; ++i) {
        const auto position = static_cast<SQLUSMALLINT>(i);
        names_.push_back(name_of_column(statement, position));
        const std::size_t width = (display_size(statement, position) + 1) * kWidestCharacter;
        columns_.push_back({width, {}, {}});
        row_bytes += width + sizeof(SQLLEN);
    }
    rows_at_once_ = std::clamp<std::size_t>(kBlockBytes / row_bytes, 1, kMostRows);
}

void OdbcColumns::bind(const OdbcHandle& statement)
{
    const OdbcLibrary& odbc = OdbcLibrary::get();
    require(odbc.set_statement_attr(statement.get(), SQL_ATTR_ROW_BIND_TYPE,
                                    pointer_of(SQL_BIND_BY_COLUMN), 0),
            statement);
    // A driver that cannot tell which row of a block is bad gets no blocks: of a single row the
    // fetch itself fails.
    status_.assign(rows_at_once_, SQL_ROW_SUCCESS);
    if (!SQL_SUCCEEDED(
            odbc.set_statement_attr(statement.get(), SQL_ATTR_ROW_STATUS_PTR, status_.data(), 0))) {
        rows_at_once_ = 1;
    }
    // A driver that knows no blocks refuses, or puts in a number of its own.
    SQLULEN taken = 1;
    odbc.set_statement_attr(statement.get(), SQL_ATTR_ROW_ARRAY_SIZE, pointer_of(rows_at_once_), 0);
    odbc.get_statement_attr(statement.get(), SQL_ATTR_ROW_ARRAY_SIZE, &taken, 0, nullptr);
    rows_at_once_ = std::clamp<std::size_t>(taken, 1, rows_at_once_);
    require(odbc.set_statement_attr(statement.get(), SQL_ATTR_ROWS_FETCHED_PTR, &fetched_, 0),
            statement);
    const SQLSMALLINT type = text_ == OdbcText::utf16 ? SQL_C_WCHAR : SQL_C_CHAR;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        column.cells.resize(column.width * rows_at_once_);
        column.lengths.resize(rows_at_once_);
        require(odbc.bind_column(statement.get(), static_cast<SQLUSMALLINT>(i + 1), type,
                                 column.cells.data(), static_cast<SQLLEN>(column.width),
                                 column.lengths.data()),
                statement);
    }
}

std::optional<std::string> OdbcColumns::cell(std::size_t column, std::size_t row) const
{
    const Column& bound = columns_[column];
    const SQLLEN length = bound.lengths[row];
    if (length == SQL_NULL_DATA) {
        return std::nullopt;
    }
    const std::size_t end = text_ == OdbcText::utf16 ? sizeof(SQLWCHAR) : 1;
    if (length < 0 || static_cast<std::size_t>(length) + end > bound.width) {
        throw runtime::Unavailable("column " + names_[column] +
                                   " holds text too long to be read whole; cast it to at most " +
                                   std::to_string(kLongest) + " characters in the mapping's query");
    }
    const char* text = bound.cells.data() + row * bound.width;
    const auto bytes = static_cast<std::size_t>(length);
    return text_ == OdbcText::utf16 ? utf8_of(text, bytes / 2) : std::string(text, bytes);
}

void OdbcColumns::add_rows(const OdbcHandle& statement, Page& page) const
{
    for (std::size_t row = 0; row < fetched_; ++row) {
        if (status_[row] == SQL_ROW_ERROR) {
            throw runtime::Unavailable("the driver could not fetch row " + std::to_string(row + 1) +
                                       " of a block: " + statement.diagnosis());
        }
        auto& cells = page.rows.emplace_back(columns_.size());
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            cells[column] = cell(column, row);
        }
    }
}

} // namespace congto::source
