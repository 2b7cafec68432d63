#include "collector/upkeep/table_comparison.h"

#include "collector/store/cell_row.h"
#include "collector/store/statement.h"
#include "config/runtime/failure.h"
#include "proto/wire/bytes.h"

#include <compare>

namespace congto::upkeep {
namespace {

std::string select_of(const ComparedTable& table)
{
    std::string columns;
    std::string order;
    for (const std::string& key : table.keys) {
        columns += (columns.empty() ? "" : ", ") + key;
    }
    order = columns;
    for (const std::string& value : table.values) {
        columns += ", " + value;
    }
    const std::string where = table.of_unit.empty() ? "" : " WHERE " + table.of_unit;
    return "SELECT " + columns + " FROM " + table.name + where + " ORDER BY " + order;
}

// One of the two tables, at one of its rows.
class Side {
public:
    Side(sqlite3* connection, const ComparedTable& table, store::UnitId unit)
        : rows_(connection, select_of(table))
    {
        if (!table.of_unit.empty()) {
            rows_.bind(1, unit);
        }
        advance();
    }

    void advance() { at_row_ = rows_.step(); }
    bool at_row() const { return at_row_; }

    std::strong_ordering compared(const Side& other, std::size_t column) const
    {
        return rows_.compared(other.rows_, static_cast<int>(column));
    }
    std::string text(std::size_t column) const
    {
        const int at = static_cast<int>(column);
        return rows_.is_bytes(at) ? wire::hex(rows_.blob(at)) : std::string(rows_.text(at));
    }
    // Of a row of cells.
    std::string dossiers_counted(std::size_t column) const
    {
        std::int64_t dossiers = 0;
        try {
            store::for_each_cell(rows_.blob(static_cast<int>(column)),
                                 [&](const store::CellEntry& entry) { dossiers += entry.count; });
        } catch (const runtime::Corrupt&) {
            return "no counts at all";
        }
        return std::to_string(dossiers) + " dossiers";
    }

private:
    store::Statement rows_;
    bool at_row_ = false;
};

class Walk {
public:
    Walk(const Comparison& sides, const ComparedTable& table, store::UnitId unit,
         Findings& findings)
        : table_(table), by_(sides.by), stored_(sides.stored, table, unit),
          expected_(sides.expected, table, unit), findings_(findings)
    {
    }

    void run(const std::function<void()>& visit)
    {
        while (stored_.at_row() || expected_.at_row()) {
            const std::strong_ordering order = key_order();
            if (order <= 0) {
                visit();
            }
            if (order < 0) {
                blame(stored_, "is there, " + by_ + " it should not be");
            } else if (order > 0) {
                blame(expected_, "is missing, " + by_ + " it should be there");
            } else {
                compare_values();
            }
            if (order <= 0) {
                stored_.advance();
            }
            if (order >= 0) {
                expected_.advance();
            }
        }
    }

private:
    // Less: only stored; greater: only in the other.
    std::strong_ordering key_order() const
    {
        if (!expected_.at_row()) {
            return std::strong_ordering::less;
        }
        if (!stored_.at_row()) {
            return std::strong_ordering::greater;
        }
        for (std::size_t i = 0; i < table_.keys.size(); ++i) {
            if (const auto order = stored_.compared(expected_, i); order != 0) {
                return order;
            }
        }
        return std::strong_ordering::equal;
    }

    void compare_values()
    {
        for (std::size_t i = 0; i < table_.values.size(); ++i) {
            const std::size_t column = table_.keys.size() + i;
            if (stored_.compared(expected_, column) != 0) {
                blame(stored_, difference(table_.values[i], column));
                return;
            }
        }
    }

    std::string difference(const std::string& name, std::size_t column) const
    {
        const std::string is = shown(name, stored_, column);
        const std::string should_be = shown(name, expected_, column);
        if (is == should_be) {
            return name + " is " + is + ", " + by_ + " in other classes or at other codes";
        }
        return name + " is " + is + ", " + by_ + " it should be " + should_be;
    }

    static std::string shown(const std::string& name, const Side& side, std::size_t column)
    {
        constexpr std::size_t kMost = 64;
        if (name == "counts") {
            return side.dossiers_counted(column);
        }
        const std::string text = side.text(column);
        return text.size() > kMost ? text.substr(0, kMost) + "…" : text;
    }

    void blame(const Side& side, const std::string& fault)
    {
        std::string place;
        for (std::size_t i = 0; i < table_.keys.size(); ++i) {
            place += (i == 0 ? "" : ", ") + table_.keys[i] + " " + side.text(i);
        }
        findings_.add(table_.name, place + ": " + fault);
    }

    const ComparedTable& table_;
    std::string by_;
    Side stored_;
    Side expected_;
    Findings& findings_;
};

} // namespace

void compare(const Comparison& sides, const ComparedTable& table, store::UnitId unit,
             Findings& findings, const std::function<void()>& visit)
{
    Walk(sides, table, unit, findings).run(visit);
}

} // namespace congto::upkeep
