// Rows of the small mapping.
#pragma once

#include "tests/mapping/rows.h"
#include "tests/mapping/small_mapping.h"

#include <utility>

namespace congto::test {

// The well row, but for these.
inline Cells small_row(const Cells& different = {})
{
    Cells row{{"modified", "20260205100000"},
              {"id", "41"},
              {"code", "H56.14-260203-0001"},
              {"created", "20260203070000"},
              {"submitted", "20260203070000"},
              {"received", "20260203083000"},
              {"due", std::nullopt},
              {"resolved", std::nullopt},
              {"withdrawn", std::nullopt},
              {"status", "2"},
              {"channel", "2"},
              {"digitised", "yes"},
              {"note", std::nullopt},
              {"identity_wrong", "0"}};
    for (const auto& [name, cell] : different) {
        row.at(name) = cell;
    }
    return row;
}

// `text`: the small mapping, or one made of it.
inline Rows small(const std::string& text = std::string(kSmallMapping), const Cells& different = {})
{
    return {mapping::Mapping::from_text(text, "small.toml"), small_row(different)};
}

} // namespace congto::test
