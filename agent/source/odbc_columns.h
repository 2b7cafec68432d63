// Where a driver puts a block of rows. Of this room alone.
#pragma once

#include "agent/source/odbc_library.h"
#include "agent/source/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace congto::source {

// UTF-16 where the driver can: then text does not depend on the program's locale. Drivers called
// "ANSI" give bytes, which must be UTF-8.
enum class OdbcText : std::uint8_t { utf16, bytes };

// The result columns of an executed statement, bound for many rows at once. A column is bound by
// the length the driver states, and never by more than kLongest characters, however long it says
// its text may be: longer text is refused by name, never cut.
class OdbcColumns {
public:
    static constexpr std::size_t kLongest = 4000;

    // Throws runtime::Unavailable.
    OdbcColumns(const OdbcHandle& statement, OdbcText text);

    const std::vector<std::string>& names() const { return names_; }
    // Adds the rows of the block fetched last. Throws runtime::Unavailable: a row the driver could
    // not fetch, which it says beside a fetch that went well otherwise, or a column, named, that
    // did not fit.
    void add_rows(const OdbcHandle& statement, Page& page) const;

private:
    struct Column {
        std::size_t width; // bytes of a cell, with its end
        std::vector<char> cells;
        std::vector<SQLLEN> lengths;
    };

    void describe(const OdbcHandle& statement);
    void bind(const OdbcHandle& statement);
    std::optional<std::string> cell(std::size_t column, std::size_t row) const;

    OdbcText text_;
    std::vector<std::string> names_;
    std::vector<Column> columns_;
    std::size_t rows_at_once_ = 1;
    SQLULEN fetched_ = 0;
    std::vector<SQLUSMALLINT> status_; // of each row of the block
};

} // namespace congto::source
