// Rows that read as facts, and what a mapping makes of them.
#pragma once

#include "agent/mapping/mapping.h"
#include "proto/model/pseudonym.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace congto::test {

using Cells = std::map<std::string, std::optional<std::string>>;

inline model::UnitKey a_unit_key()
{
    std::array<std::uint8_t, 32> bytes{};
    bytes.fill(7);
    return model::UnitKey(bytes);
}

// A mapping with a row that is well; each test says what is different.
class Rows {
public:
    Rows(mapping::Mapping mapping, Cells well)
        : mapping_(std::move(mapping)), well_(std::move(well))
    {
        std::vector<std::string> columns;
        for (const auto& [name, cell] : well_) {
            columns.push_back(name);
        }
        mapping_.bind(columns);
    }

    mapping::MappedRow map(const Cells& different = {})
    {
        return mapping_.map(row(different), key_);
    }
    std::optional<mapping::NumberedCode> numbered(const Cells& different = {})
    {
        return mapping_.numbered_code(row(different));
    }

    // The well row, but for these.
    std::vector<std::optional<std::string>> row(const Cells& different) const
    {
        Cells cells = well_;
        for (const auto& [name, cell] : different) {
            cells.at(name) = cell;
        }
        std::vector<std::optional<std::string>> row;
        for (const auto& [name, cell] : cells) {
            row.push_back(cell);
        }
        return row;
    }

    // Throws std::bad_variant_access when it is something else.
    mapping::Mapped mapped(const Cells& different = {})
    {
        return std::get<mapping::Mapped>(map(different).outcome);
    }
    model::DossierState state(const Cells& different = {})
    {
        return mapped(different).observation.state;
    }
    std::string left_out_by(const Cells& different)
    {
        return std::get<mapping::LeftOut>(map(different).outcome).rule;
    }
    mapping::Rejection rejection(const Cells& different)
    {
        return std::get<mapping::Rejection>(map(different).outcome);
    }

    mapping::Mapping& mapping() { return mapping_; }

private:
    mapping::Mapping mapping_;
    Cells well_;
    model::UnitKey key_ = a_unit_key();
};

inline model::Moment at(const char* civil_time)
{
    const auto day = model::parse_day(std::string_view(civil_time).substr(0, 10)).value();
    const auto number = [civil_time](int from) {
        return (civil_time[from] - '0') * 10 + (civil_time[from + 1] - '0');
    };
    return model::start_of(day) + std::chrono::hours(number(11)) +
           std::chrono::minutes(number(14)) + std::chrono::seconds(number(17));
}

} // namespace congto::test
