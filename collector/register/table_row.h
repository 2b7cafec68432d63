// Columns of a row as values, and values as what a statement binds.
#pragma once

#include "config/runtime/failure.h"
#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace SQLite {
class Statement;
}

namespace congto::registers {

std::string text_in(SQLite::Statement& row, int column); // NULL is empty
std::int64_t count_in(SQLite::Statement& row, int column);
std::optional<std::int64_t> number_in(SQLite::Statement& row, int column);
model::Day day_in(SQLite::Statement& row, int column);
std::optional<model::Day> day_if(SQLite::Statement& row, int column);
std::optional<bool> claim_in(SQLite::Statement& row, int column);

// The one of these words that the column names. Throws runtime::Corrupt: none of them.
template <typename Word, std::size_t count>
Word word_in(SQLite::Statement& row, int column, const std::array<Word, count>& words)
{
    const std::string name = text_in(row, column);
    for (const Word word : words) {
        if (name_of(word) == name) {
            return word;
        }
    }
    throw runtime::Corrupt("the register holds \"" + name +
                           "\", a word this program does not know; use the program that wrote it");
}

// Binds in order; an absent value and an empty optional text are NULL.
class Binder {
public:
    explicit Binder(SQLite::Statement& statement) : statement_(statement) {}

    Binder& text(const std::string& value);
    Binder& text_if(const std::string& value) { return value.empty() ? null() : text(value); }
    Binder& number(std::int64_t value);
    Binder& day(model::Day day) { return number(day.number); }
    Binder& day_if(std::optional<model::Day> day) { return day ? number(day->number) : null(); }
    Binder& claim(std::optional<bool> holds) { return holds ? number(*holds ? 1 : 0) : null(); }
    Binder& number_if(std::optional<std::int64_t> value) { return value ? number(*value) : null(); }
    Binder& null();
    void insert();

private:
    SQLite::Statement& statement_;
    int at_ = 0;
};

} // namespace congto::registers
