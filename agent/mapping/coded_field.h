// Columns of codes: as words, or as they are. Of this room alone.
#pragma once

#include "agent/mapping/conditions.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace congto::mapping {

// How a value of a column of codes is listed: cut to 64 bytes, "(null)" for null.
std::string listed(std::optional<std::string_view> text);

// Rules first, in order; then the value of the column. Words by their numbers: one type serves
// channel, level, status, fee, result and digitised.
struct CodedField {
    struct WordRule {
        Rule when;
        std::uint8_t word;
    };
    struct Hash {
        // The name is the standard's.
        using is_transparent = void; // NOLINT(readability-identifier-naming)
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };

    Slot column{};
    std::vector<WordRule> rules;
    std::unordered_map<std::string, std::uint8_t, Hash, std::equal_to<>> values;
    std::optional<std::uint8_t> null_word;

    // None: the mapping has no word for this row.
    std::optional<std::uint8_t> word(const RowView& row) const;
    // What is listed then.
    std::string raw(const RowView& row) const { return listed(row.text(column)); }
};

} // namespace congto::mapping
