// Rules as a mapping file writes them. Of this room alone.
#pragma once

#include "agent/mapping/ruleset.h"
#include "config/runtime/settings.h"
#include "proto/model/words.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

// The array of conditions at `key` of `holder`. Faults are recorded: a condition without a column,
// with no test or with two, an empty array. The times of `rules` must be read already.
Rule read_rule(runtime::Table& holder, std::string_view key, Ruleset& rules);

// The words a coded field may have: their numbers by name, none for another name; and all names,
// for a message.
struct Words {
    std::function<std::optional<std::uint8_t>(std::string_view)> numbered;
    std::string all;
};

template <typename Word>
Words words_of()
{
    Words words;
    words.numbered = [](std::string_view name) -> std::optional<std::uint8_t> {
        const auto word = model::word_named<Word>(name);
        return word ? std::optional(static_cast<std::uint8_t>(*word)) : std::nullopt;
    };
    constexpr std::uint8_t kEnd = 64; // above every word's number
    for (std::uint8_t number = 0; number < kEnd; ++number) {
        if (const auto word = model::word_numbered<Word>(number)) {
            words.all += (words.all.empty() ? "" : ", ") + std::string(model::name_of(*word));
        }
    }
    return words;
}

// A table of `column`, `null`, `values` and [[rule]].
CodedField read_coded_field(runtime::Table field, const Words& words, Ruleset& rules);

} // namespace congto::mapping
