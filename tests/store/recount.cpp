#include "tests/store/recount.h"

#include "collector/store/cell_row.h"
#include "config/runtime/sqlite.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>

#include <array>
#include <cstring>
#include <map>
#include <string>

namespace congto::test {
namespace {

// Key columns, the minor, the class.
using Cell = std::array<std::int64_t, 6>;
using Cells = std::map<Cell, std::int64_t>;

// The dossiers as they count: of several rows the first by (standing, priority). A day that is
// missing though the status calls for it is -2147483648; NULL: not on this basis.
constexpr const char* kCounted = R"sql(
WITH ranked AS (
    SELECT d.*, row_number() OVER (PARTITION BY d.unit, d.dossier
                                   ORDER BY d.class >> 26 & 1, d.class >> 33 & 1,
                                            s.priority) AS place
    FROM dossier d JOIN source s ON s.id = d.source),
chosen AS (SELECT *, class & 15 AS status FROM ranked WHERE place = 1),
dated AS (
    SELECT *, 0 AS basis, coalesce(received_day,
        CASE WHEN status NOT IN (1, 3) THEN -2147483648 END) AS day FROM chosen
    UNION ALL
    SELECT *, 1 AS basis, coalesce(settled_day,
        CASE WHEN status IN (7, 9, 10) THEN -2147483648 END) AS day FROM chosen),
counted AS (
    SELECT *, CASE WHEN day = -2147483648 THEN day ELSE
        (strftime('%Y', day * 86400, 'unixepoch') - 1970) * 12 +
        strftime('%m', day * 86400, 'unixepoch') - 1 END AS month
    FROM dated WHERE day IS NOT NULL)
)sql";

struct Recounted {
    const char* table;
    const char* stored;    // four key columns and the packed counts
    const char* recounted; // four key columns, minor, class, count
};

constexpr std::array<Recounted, 5> kTables{{
    {"unit_month", "SELECT basis, month, unit, 0, counts FROM unit_month",
     "SELECT basis, month, unit, 0, 0, class, count(*) FROM counted GROUP BY 1, 2, 3, 6"},
    {"body_procedure_month", "SELECT unit, basis, month, body, counts FROM body_procedure_month",
     "SELECT unit, basis, month, body, procedure, class, count(*) FROM counted "
     "GROUP BY 1, 2, 3, 4, 5, 6"},
    {"body_day", "SELECT unit, basis, day, body_group, counts FROM body_day",
     "SELECT unit, basis, day, body / 16, body, class, count(*) FROM counted "
     "GROUP BY 1, 2, 3, 5, 6"},
    {"procedure_day", "SELECT unit, basis, day, procedure_group, counts FROM procedure_day",
     "SELECT unit, basis, day, procedure / 32, procedure, class, count(*) FROM counted "
     "GROUP BY 1, 2, 3, 5, 6"},
    {"open_due", "SELECT unit, due_day, received_day, 0, counts FROM open_due",
     "SELECT unit, open_due_day, received_day, 0, (body << 32) | procedure, class, count(*) "
     "FROM counted WHERE basis = 0 AND open_due_day IS NOT NULL AND class >> 26 & 1 = 0 "
     "GROUP BY 1, 2, 3, 5, 6"},
}};

Cells stored_cells(SQLite::Database& database, const char* sql)
{
    Cells cells;
    SQLite::Statement rows(database, sql);
    while (rows.executeStep()) {
        Cell cell{};
        for (int i = 0; i < 4; ++i) {
            cell[static_cast<std::size_t>(i)] = rows.getColumn(i).getInt64();
        }
        const std::string counts = rows.getColumn(4).getString();
        REQUIRE_FALSE(counts.empty());
        store::for_each_cell(counts, [&](const store::CellEntry& entry) {
            cell[4] = static_cast<std::int64_t>(entry.minor);
            cell[5] = static_cast<std::int64_t>(entry.cls);
            cells[cell] = entry.count;
        });
    }
    return cells;
}

Cells recounted_cells(SQLite::Database& database, const char* sql)
{
    Cells cells;
    SQLite::Statement rows(database, std::string(kCounted) + sql);
    while (rows.executeStep()) {
        Cell cell{};
        for (int i = 0; i < 6; ++i) {
            cell[static_cast<std::size_t>(i)] = rows.getColumn(i).getInt64();
        }
        cells[cell] = rows.getColumn(6).getInt64();
    }
    return cells;
}

// Evidence known or seen: the first two varints of a state.
std::int64_t take_varint(const std::string& bytes, std::size_t& at)
{
    std::int64_t value = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<std::uint8_t>(bytes.at(at++));
        value |= static_cast<std::int64_t>(byte & 127U) << shift;
        if (byte < 128) {
            return value;
        }
    }
}

// Of a cell class, by the bits it is said to have: status 0–3, channels 4–6 and 7–9, levels 10–11
// and 12–13, fee 14–16, result 17–19, withdrawn 26, late 31, held 33.
std::int64_t flags_of(std::int64_t cls, const std::string& state)
{
    const auto bits = [&](int from, int many) { return cls >> from & ((1 << many) - 1); };
    std::size_t at = 0;
    const std::int64_t known = take_varint(state, at);
    const std::int64_t seen = take_varint(state, at);
    const std::int64_t status = bits(0, 4);
    const std::int64_t standing = bits(26, 1) == 1 ? 2 : bits(33, 1);
    return known | bits(4, 3) << 10 | bits(7, 3) << 13 | bits(10, 2) << 16 | bits(12, 2) << 18 |
           static_cast<std::int64_t>(status == 9 || status == 10) << 20 |
           static_cast<std::int64_t>(bits(14, 3) == 2) << 21 |
           static_cast<std::int64_t>(bits(17, 3) == 3) << 22 | bits(31, 1) << 23 | standing << 24 |
           seen << 26;
}

Cells recounted_flags(SQLite::Database& database)
{
    Cells cells;
    SQLite::Statement rows(database, std::string(kCounted) +
                                         "SELECT unit, month, body, procedure, class, state FROM "
                                         "counted WHERE basis = 0 AND status NOT IN (1, 3)");
    while (rows.executeStep()) {
        const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
        ++cells[{number(0), number(1), number(2), 0, number(3),
                 flags_of(number(4), rows.getColumn(5).getString())}];
    }
    return cells;
}

using DayKey = std::array<std::int64_t, 3>;  // unit, source, day
using DaySum = std::array<std::uint64_t, 3>; // count, Σ id, Σ digest

std::map<DayKey, DaySum> stored_day_sums(SQLite::Database& database)
{
    std::map<DayKey, DaySum> sums;
    SQLite::Statement rows(database,
                           "SELECT unit, source, day, count, id_sum, digest_sum FROM day_sum");
    while (rows.executeStep()) {
        const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
        sums[{number(0), number(1), number(2)}] = {static_cast<std::uint64_t>(number(3)),
                                                   static_cast<std::uint64_t>(number(4)),
                                                   static_cast<std::uint64_t>(number(5))};
    }
    return sums;
}

std::int64_t day_opened(const std::string& id)
{
    std::uint32_t day = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        day = day << 8U | static_cast<std::uint8_t>(id[i]);
    }
    return static_cast<std::int32_t>(day);
}

std::map<DayKey, DaySum> recounted_day_sums(SQLite::Database& database)
{
    std::map<DayKey, DaySum> sums;
    SQLite::Statement rows(database, "SELECT unit, source, dossier, digest FROM dossier "
                                     "WHERE class >> 26 & 1 = 0 AND class >> 33 & 1 = 0");
    while (rows.executeStep()) {
        const std::string id = rows.getColumn(2).getString();
        std::uint64_t part = 0;
        std::memcpy(&part, id.data() + 4, sizeof part);
        DaySum& sum =
            sums[{rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(), day_opened(id)}];
        sum[0] += 1;
        sum[1] += part;
        sum[2] += static_cast<std::uint64_t>(rows.getColumn(3).getInt64());
    }
    return sums;
}

std::map<DayKey, std::uint64_t> stored_held(SQLite::Database& database)
{
    std::map<DayKey, std::uint64_t> held;
    SQLite::Statement rows(database,
                           "SELECT unit, source, day, held FROM source_day WHERE held <> 0");
    while (rows.executeStep()) {
        const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
        held[{number(0), number(1), number(2)}] = static_cast<std::uint64_t>(number(3));
    }
    return held;
}

std::map<DayKey, std::uint64_t> recounted_held(SQLite::Database& database)
{
    std::map<DayKey, std::uint64_t> held;
    SQLite::Statement rows(database, "SELECT unit, source, dossier FROM dossier "
                                     "WHERE class >> 26 & 1 = 0 AND class >> 33 & 1 = 1");
    while (rows.executeStep()) {
        ++held[{rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
                day_opened(rows.getColumn(2).getString())}];
    }
    return held;
}

// Rows behind the one that counts, by (unit, day, source, counting, standing).
using OverlapKey = std::array<std::int64_t, 5>;

std::map<OverlapKey, std::int64_t> stored_overlaps(SQLite::Database& database)
{
    std::map<OverlapKey, std::int64_t> overlaps;
    SQLite::Statement rows(database, "SELECT unit, day, source, counting, shown, held, withdrawn "
                                     "FROM overlap");
    while (rows.executeStep()) {
        const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
        CHECK(number(4) + number(5) + number(6) > 0);
        for (int standing = 0; standing < 3; ++standing) {
            if (number(4 + standing) != 0) {
                overlaps[{number(0), number(1), number(2), number(3), standing}] =
                    number(4 + standing);
            }
        }
    }
    return overlaps;
}

std::map<OverlapKey, std::int64_t> recounted_overlaps(SQLite::Database& database)
{
    std::map<OverlapKey, std::int64_t> overlaps;
    SQLite::Statement rows(
        database, std::string(kCounted) +
                      "SELECT r.unit, r.dossier, r.source, c.source, CASE WHEN r.class >> 26 & 1 "
                      "THEN 2 ELSE r.class >> 33 & 1 END FROM ranked r JOIN chosen c ON c.unit = "
                      "r.unit AND c.dossier = r.dossier WHERE r.place > 1");
    while (rows.executeStep()) {
        const auto number = [&](int column) { return rows.getColumn(column).getInt64(); };
        ++overlaps[{number(0), day_opened(rows.getColumn(1).getString()), number(2), number(3),
                    number(4)}];
    }
    return overlaps;
}

} // namespace

void check_counts_equal_a_recount(const store::StateDirectory& state)
{
    const auto database = runtime::open_for_reading(state.store_file());
    for (const Recounted& table : kTables) {
        INFO(table.table);
        CHECK(stored_cells(*database, table.stored) == recounted_cells(*database, table.recounted));
    }
    CHECK(stored_cells(*database, "SELECT unit, month, body, 0, counts FROM flag_cell") ==
          recounted_flags(*database));
    CHECK(stored_day_sums(*database) == recounted_day_sums(*database));
    CHECK(database
              ->execAndGet("SELECT count(*) FROM source s WHERE dossiers <> (SELECT count(*) FROM "
                           "dossier d WHERE d.source = s.id AND d.class >> 26 & 1 = 0 AND "
                           "d.class >> 33 & 1 = 0)")
              .getInt() == 0);
    CHECK(stored_held(*database) == recounted_held(*database));
    CHECK(stored_overlaps(*database) == recounted_overlaps(*database));
}

} // namespace congto::test
