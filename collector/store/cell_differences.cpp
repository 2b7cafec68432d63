#include "collector/store/cell_differences.h"

#include "collector/store/cell_row.h"
#include "collector/store/cell_tables.h"
#include "collector/store/statement.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace congto::store {
namespace {

// Values of the key columns of a table, in its order; unused ones are 0.
using RowKey = std::array<std::int64_t, 4>;

struct RowKeyHash {
    using is_avalanching = void;

    std::size_t operator()(const RowKey& key) const
    {
        std::uint64_t hash = 0;
        for (const std::int64_t part : key) {
            hash = (hash ^ static_cast<std::uint64_t>(part)) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 32U;
        }
        return hash;
    }
};

// One row's differences are appended as they come; sorting them at the end is cheaper than finding
// each one's place at once.
using Rows = boost::unordered_flat_map<RowKey, std::vector<CellEntry>, RowKeyHash>;

std::string where_key(const CellTableShape& shape)
{
    std::string sql = " WHERE ";
    for (std::size_t i = 0; i < shape.width(); ++i) {
        sql +=
            (i == 0 ? "" : " AND ") + std::string(shape.keys[i]) + " = ?" + std::to_string(i + 1);
    }
    return sql;
}

// The statements of one table. Parameter 5 is the row's counts.
class TableWriter {
public:
    TableWriter(sqlite3* connection, const CellTableShape& shape)
        : width_(static_cast<int>(shape.width())),
          select_(connection, "SELECT counts FROM " + std::string(shape.name) + where_key(shape)),
          insert_(connection, "INSERT INTO " + std::string(shape.name) + " VALUES (?1, ?2, ?3, " +
                                  (shape.width() == 4 ? "?4, " : "") + "?5)"),
          update_(connection,
                  "UPDATE " + std::string(shape.name) + " SET counts = ?5" + where_key(shape)),
          remove_(connection, "DELETE FROM " + std::string(shape.name) + where_key(shape))
    {
    }

    void move(const RowKey& key, std::vector<CellEntry>& differences)
    {
        bind(select_, key);
        const bool exists = select_.step();
        const std::string counts =
            moved(exists ? select_.blob(0) : std::string_view(), differences);
        select_.reset();
        if (counts.empty() && !exists) {
            return;
        }
        Statement& statement = counts.empty() ? remove_ : exists ? update_ : insert_;
        bind(statement, key);
        if (!counts.empty()) {
            statement.bind_blob(5, counts);
        }
        statement.run();
    }

private:
    void bind(Statement& statement, const RowKey& key) const
    {
        for (int i = 0; i < width_; ++i) {
            statement.bind(i + 1, key[static_cast<std::size_t>(i)]);
        }
    }

    int width_;
    Statement select_;
    Statement insert_;
    Statement update_;
    Statement remove_;
};

// Whether a dossier of this status belongs on the basis, with or without a day.
bool belongs(Basis basis, model::Status status)
{
    if (basis == Basis::received) {
        return status != model::Status::registered && status != model::Status::refused;
    }
    return status == model::Status::withdrawn || status == model::Status::resolved ||
           status == model::Status::returned;
}

} // namespace

struct CellDifferences::State {
    explicit State(sqlite3* connection)
        : writers{TableWriter(connection, kCellTableShapes[0]),
                  TableWriter(connection, kCellTableShapes[1]),
                  TableWriter(connection, kCellTableShapes[2]),
                  TableWriter(connection, kCellTableShapes[3]),
                  TableWriter(connection, kCellTableShapes[4])}
    {
    }

    void note(CellTable table, const RowKey& key, const CellEntry& entry)
    {
        rows[static_cast<std::size_t>(table)][key].push_back(entry);
    }

    void move(const Counted& dossier, std::int64_t by)
    {
        move_on(Basis::received, dossier, dossier.days.received, by);
        move_on(Basis::settled, dossier, dossier.days.settled, by);
        if (dossier.days.open_due != kNoDay && dossier.cls.standing() == Standing::shown) {
            const std::uint64_t minor =
                static_cast<std::uint64_t>(dossier.body) << 32U | dossier.procedure;
            note(CellTable::open_due, {dossier.unit, dossier.days.open_due, dossier.days.received},
                 {minor, dossier.cls.bits, by});
        }
    }

    void move_on(Basis basis, const Counted& dossier, std::int32_t day, std::int64_t by)
    {
        if (day == kNoDay && !belongs(basis, dossier.cls.status())) {
            return;
        }
        const std::int32_t month = day == kNoDay ? kNoDay : model::month_of({day}).number;
        const auto on = static_cast<std::int64_t>(basis);
        const std::uint64_t cls = dossier.cls.bits;
        note(CellTable::unit_month, {on, month, dossier.unit}, {0, cls, by});
        note(CellTable::body_procedure_month, {dossier.unit, on, month, dossier.body},
             {dossier.procedure, cls, by});
        note(CellTable::body_day, {dossier.unit, on, day, dossier.body}, {0, cls, by});
        note(CellTable::procedure_day, {dossier.unit, on, day, dossier.procedure}, {0, cls, by});
    }

    void write(Rows& changed, TableWriter& writer)
    {
        keys.clear();
        for (const auto& row : changed) {
            keys.push_back(row.first);
        }
        std::sort(keys.begin(), keys.end());
        for (const RowKey& key : keys) {
            writer.move(key, changed[key]);
        }
        changed.clear();
    }

    std::array<Rows, kCellTables> rows;
    std::array<TableWriter, kCellTables> writers;
    std::vector<RowKey> keys;
};

CellDifferences::CellDifferences(sqlite3* connection) : state_(std::make_unique<State>(connection))
{
}

CellDifferences::~CellDifferences() = default;

void CellDifferences::add(const Counted& dossier)
{
    state_->move(dossier, 1);
}

void CellDifferences::take_away(const Counted& dossier)
{
    state_->move(dossier, -1);
}

void CellDifferences::write()
{
    for (std::size_t i = 0; i < kCellTables; ++i) {
        state_->write(state_->rows[i], state_->writers[i]);
    }
}

void CellDifferences::forget()
{
    for (Rows& rows : state_->rows) {
        rows.clear();
    }
}

} // namespace congto::store
