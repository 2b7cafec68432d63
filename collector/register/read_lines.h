// What the readings of register files share: values with the lines they stand on.
#pragma once

#include "collector/register/row_reader.h"
#include "collector/register/sheet.h"
#include "proto/model/time.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::registers {

template <typename Value>
struct ReadLine {
    Value value;
    const SheetRow* row;
};

// Of each row that has no fault, what `read` makes of it.
template <typename Value, typename Read>
std::vector<ReadLine<Value>> read_lines(Sheet& sheet, Read read)
{
    std::vector<ReadLine<Value>> lines;
    for (const auto& row : sheet.rows()) {
        RowReader reader(sheet, row);
        Value value = read(reader);
        if (reader.sound()) {
            lines.push_back({std::move(value), &row});
        }
    }
    return lines;
}

template <typename Value>
void sort_lines(std::vector<ReadLine<Value>>& lines)
{
    std::stable_sort(lines.begin(), lines.end(), [](const auto& one, const auto& other) {
        return one.value.order() < other.value.order();
    });
}

// `lines` in order: the same thing's together, by first day. So a line can only clash with the one
// before it that lasts the longest. `heading` is where the fault stands, `named` what it is called.
template <typename Value, typename Named>
void check_overlaps(Sheet& sheet, const std::vector<ReadLine<Value>>& lines,
                    std::string_view heading, Named named)
{
    const ReadLine<Value>* longest = nullptr;
    for (const auto& one : lines) {
        const bool same = longest != nullptr && longest->value.same_thing(one.value);
        const auto [first, last] = std::pair(one.value.valid_from, one.value.valid_to);
        if (same && longest->value.valid_on(first)) {
            sheet.fault(*one.row, heading,
                        named(one.value) + " is also on line " +
                            std::to_string(longest->row->line) + ", and both hold on " +
                            model::text_of(first));
        }
        const bool lasts =
            same && (!longest->value.valid_to || (last && *last < *longest->value.valid_to));
        longest = lasts ? longest : &one;
    }
}

template <typename Value>
std::vector<Value> values_of(std::vector<ReadLine<Value>> lines)
{
    std::vector<Value> values;
    values.reserve(lines.size());
    for (auto& line : lines) {
        values.push_back(std::move(line.value));
    }
    return values;
}

// The two days of a line that holds from one to the other, both included; none: still.
struct Validity {
    model::Day from;
    std::optional<model::Day> to;
};

// Columns valid_from and valid_to. A fault: the end before the beginning.
Validity read_validity(RowReader& reader);

} // namespace congto::registers
