// The columns a mapping reads, and where a page has them. Of this room alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

using Cell = std::optional<std::string>;

// A column by the order in which the mapping first names it.
enum class Slot : std::uint16_t {};

class Columns {
public:
    struct Missing {
        std::string name;
        std::string mention; // as given to add() first
    };

    // The slot of a column, whose name is the same in any case of (ASCII) letters. `mention`: the
    // place in the file that names it.
    Slot add(std::string_view name, std::string mention);

    // Finds every column added among those of a page. Those not found: none when bound.
    std::vector<Missing> bind(const std::vector<std::string>& page_columns);

    // The cell of a row of the page bound last.
    const Cell& cell(const std::vector<Cell>& row, Slot slot) const
    {
        return row[places_[static_cast<std::size_t>(slot)]];
    }
    // How many columns a row of the page bound last has; 0: never bound.
    std::size_t page_width() const { return page_width_; }

private:
    std::vector<std::string> names_; // lower case
    std::vector<std::string> mentions_;
    std::vector<std::size_t> places_;
    std::size_t page_width_ = 0;
};

// Without the blanks at its ends: columns of fixed length pad.
std::string_view trimmed(std::string_view text);

} // namespace congto::mapping
