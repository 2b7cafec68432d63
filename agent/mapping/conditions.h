// The one form of rule a mapping has: conditions on a row, all of which must hold. Of this room
// alone.
#pragma once

#include "agent/mapping/accounts.h"
#include "agent/mapping/columns.h"
#include "proto/model/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace congto::mapping {

// The times of a dossier a mapping names, in the order of kTimeWords.
enum class TimeWord : std::uint8_t { submitted, received, due, resolved, returned, withdrawn };
inline constexpr std::array<std::string_view, 6> kTimeWords{"submitted", "received", "due",
                                                            "resolved",  "returned", "withdrawn"};

struct RowTime {
    std::optional<model::Moment> moment;
    bool is_unreadable = false; // there is text, but no time of a dossier
};
using RowTimes = std::array<RowTime, kTimeWords.size()>;

// A row with its times read.
struct RowView {
    const Columns& columns;
    const std::vector<Cell>& row;
    const RowTimes& times;
    const Accounts* accounts = nullptr; // null: no condition asks for it

    // Trimmed; none: null.
    std::optional<std::string_view> text(Slot slot) const;
    const std::optional<model::Moment>& time(TimeWord word) const
    {
        return times[static_cast<std::size_t>(word)].moment;
    }
};

struct Condition {
    enum class Test : std::uint8_t {
        is,            // the text is one of `texts`
        each_is,       // each part of a list with commas is one of `texts`; the list is not empty
        any_is,        // some part of such a list is one of `texts`
        null,          // there is no value
        empty,         // there is none, or only blanks
        above,         // a number, greater than `number`
        below,         // a number, less than `number`
        same_as,       // the text equals another column's; neither is null
        digits,        // only digits, as many as one of `lengths`
        one_character, // one character repeated, twice or more
        within,        // two times, at most `apart` from each other
        account_of, // an account that is of one of `kinds` on the day of a time; without it, ever
    };

    Test test = Test::null;
    bool is_negated = false; // holds exactly when it otherwise would not
    Slot column{};
    Slot other{};
    TimeWord time{};
    TimeWord other_time{};
    std::vector<std::string> texts;
    std::vector<std::size_t> lengths;
    double number = 0;
    std::chrono::seconds apart{};
    AccountKinds kinds;

    bool holds(const RowView& row) const;
};

struct Rule {
    std::vector<Condition> conditions;

    // Without conditions: always.
    bool holds(const RowView& row) const;
};

} // namespace congto::mapping
