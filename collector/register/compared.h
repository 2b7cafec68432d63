// Two versions of a register's lines, compared.
#pragma once

#include "collector/register/change.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congto::registers {

// How a list shows one line, by column, as text.
using ShownLine = std::vector<std::pair<std::string, std::string>>;

// The only row of a listing.
ShownLine shown_line(const runtime::Listing& listing);
// Its fields of these columns that are not empty, in this order.
std::string named_by(const ShownLine& line, const std::vector<std::string_view>& columns);
std::vector<FieldChange> differing(const ShownLine& before, const ShownLine& after);

// `key_of` tells lines apart; `listed` makes a listing of one line; `named` are the columns of it
// that name it.
template <typename Row, typename KeyOf, typename Listed>
Changes compared(const std::vector<Row>& before, const std::vector<Row>& after, KeyOf key_of,
                 Listed listed, const std::vector<std::string_view>& named)
{
    std::map<decltype(key_of(before.front())), const Row*> left;
    for (const auto& row : before) {
        left.emplace(key_of(row), &row);
    }
    Changes changes;
    for (const auto& row : after) {
        const auto same = left.find(key_of(row));
        if (same == left.end()) {
            changes.lines.push_back(
                {LineFate::added, named_by(shown_line(listed(row)), named), {}});
            continue;
        }
        if (*same->second == row) {
            ++changes.unchanged;
        } else {
            const ShownLine now = shown_line(listed(row));
            changes.lines.push_back({LineFate::changed, named_by(now, named),
                                     differing(shown_line(listed(*same->second)), now)});
        }
        left.erase(same);
    }
    for (const auto& [key, row] : left) {
        changes.lines.push_back({LineFate::removed, named_by(shown_line(listed(*row)), named), {}});
    }
    return changes;
}

} // namespace congto::registers
