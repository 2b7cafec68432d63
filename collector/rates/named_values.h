// Parts of an answer's rows, each value with the name and title of its column.
#pragma once

#include "collector/rates/answer.h"
#include "config/runtime/table.h"

#include <string>
#include <vector>

namespace congto::rates {

struct NamedValue {
    std::string name;
    std::string title;
    runtime::Value value;
};
using NamedRow = std::vector<NamedValue>;

void append(NamedRow& row, NamedRow more);
// Columns are those of the first row; every row has the same.
void set_columns(runtime::Listing& listing, const NamedRow& row);
void add_row(runtime::Listing& listing, NamedRow row);

// Which group a row is of.
NamedRow group_values(const Facts& facts, const Question& question, runtime::Shape shape,
                      store::UnitId unit, const std::string& code);

// Which of the units that had its code over time it is: for programs, at the end of a row. Tables
// mark the code instead.
NamedRow unit_values(const Facts& facts, store::UnitId unit);

// Absent without a figure: missing is never 0.
runtime::Value rate_of(const Figure& figure);
// Absent when nothing was counted: an unmetered unit has no numerator of 0.
runtime::Value number_of(const Figure& figure, std::int64_t Count::*part);
runtime::Value reason_of(const Figure& figure);
runtime::Value decimal_if(const std::optional<std::string>& digits, const char* suffix);

// How much a figure stands on: for people; for programs, as whole numbers; and as a remark, empty
// when there is nothing to say.
NamedRow coverage_values(const std::optional<Coverage>& coverage);
NamedRow coverage_numbers(const std::optional<Coverage>& coverage);
std::string coverage_remark(const std::optional<Coverage>& coverage, model::Instant now);

// The question as JSON facts, and as the note that says the same below a table.
runtime::Listing framed(const Question& question);

} // namespace congto::rates
