// Typed fields of one row of a sheet.
#pragma once

#include "collector/register/sheet.h"
#include "proto/model/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace congto::registers {

// Reads never throw: a fault is recorded in the sheet, with line and column, and none or an empty
// text given. Must not outlive sheet and row.
class RowReader {
public:
    RowReader(Sheet& sheet, const SheetRow& row)
        : sheet_(sheet), row_(row), faults_before_(sheet.fault_count())
    {
    }

    // Required: empty is a fault.
    std::string text(std::string_view heading);
    model::Day day(std::string_view heading);
    // Empty is none, without a fault.
    std::string text_if(std::string_view heading) const;
    std::optional<model::Day> day_if(std::string_view heading);
    std::optional<std::int64_t> count_if(std::string_view heading); // 0 to 10¹², digits only
    // "yes", "no", or empty for unknown.
    std::optional<bool> claim_if(std::string_view heading);
    // Required, one of the words that `named` knows; `words` lists them for the fault.
    template <typename Named>
    auto word(std::string_view heading, Named named, std::string_view words)
    {
        auto found = named(sheet_.field(row_, heading));
        if (!found) {
            fault(heading, quoted(heading) + " is not one of " + std::string(words));
        }
        return found;
    }

    void fault(std::string_view heading, std::string_view what)
    {
        sheet_.fault(row_, heading, what);
    }
    // No fault was recorded since this reader was made.
    bool sound() const { return sheet_.fault_count() == faults_before_; }
    // The field as written, in quotes.
    std::string quoted(std::string_view heading) const;

private:
    Sheet& sheet_;
    const SheetRow& row_;
    std::size_t faults_before_;
};

} // namespace congto::registers
