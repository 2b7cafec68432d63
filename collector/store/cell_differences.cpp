#include "collector/store/cell_differences.h"

#include "collector/store/cell_notes.h"
#include "collector/store/cell_table_writer.h"
#include "collector/store/flag_class.h"

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <optional>
#include <span>

namespace congto::store {
namespace {

std::int32_t month_of(std::int32_t day)
{
    return day == kNoDay ? kNoDay : model::month_of({day}).number;
}

// Whether a dossier of this status belongs on the basis, with or without a day.
bool belongs(Basis basis, model::Status status)
{
    if (basis == Basis::received) {
        return status != model::Status::registered && status != model::Status::refused;
    }
    return status == model::Status::withdrawn || status == model::Status::resolved ||
           status == model::Status::returned;
}

// Where a dossier counts for detectors.
struct FlagPlace {
    CellRowKey row{};
    CellEntry of;

    bool operator==(const FlagPlace&) const = default;
};

std::optional<FlagPlace> flag_place_of(const Counted& dossier)
{
    const std::optional<FlagClass> cls = flag_class_of(dossier.cls, dossier.evidence);
    if (!cls) {
        return std::nullopt;
    }
    return FlagPlace{{{dossier.unit, month_of(dossier.days.received), dossier.body}},
                     {dossier.procedure, cls->bits, 0}};
}

} // namespace

struct CellDifferences::State {
    explicit State(sqlite3* connection)
        : writers{CellTableWriter(connection, kCellTableShapes[0]),
                  CellTableWriter(connection, kCellTableShapes[1]),
                  CellTableWriter(connection, kCellTableShapes[2]),
                  CellTableWriter(connection, kCellTableShapes[3]),
                  CellTableWriter(connection, kCellTableShapes[4]),
                  CellTableWriter(connection, kCellTableShapes[5])}
    {
    }

    void note(CellTable table, const std::array<std::int64_t, 4>& row, const CellEntry& difference)
    {
        notes[static_cast<std::size_t>(table)].add({row}, difference);
    }

    void move(const Counted& dossier, std::int64_t by)
    {
        move_on(Basis::received, dossier, dossier.days.received, by);
        move_on(Basis::settled, dossier, dossier.days.settled, by);
        if (dossier.days.open_due != kNoDay && dossier.cls.standing() != Standing::withdrawn) {
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
        const std::int32_t month = month_of(day);
        const auto on = static_cast<std::int64_t>(basis);
        const std::uint64_t cls = dossier.cls.bits;
        months[{{on, month, dossier.unit, static_cast<std::int64_t>(cls)}}] += by;
        note(CellTable::body_procedure_month, {dossier.unit, on, month, dossier.body},
             {dossier.procedure, cls, by});
        note(CellTable::body_day, {dossier.unit, on, day, dossier.body / kBodiesOfGroup},
             {dossier.body, cls, by});
        note(CellTable::procedure_day,
             {dossier.unit, on, day, dossier.procedure / kProceduresOfGroup},
             {dossier.procedure, cls, by});
    }

    void flag(const std::optional<FlagPlace>& place, std::int64_t by)
    {
        if (place) {
            notes[static_cast<std::size_t>(CellTable::flag_cell)].add(
                place->row, {place->of.minor, place->of.cls, by});
        }
    }

    void note_months()
    {
        for (const auto& [key, by] : months) {
            const auto& [on, month, unit, cls] = key.parts;
            note(CellTable::unit_month, {on, month, unit},
                 {0, static_cast<std::uint64_t>(cls), by});
        }
        months.clear();
    }

    std::array<CellNotes, kCellTables> notes;
    // Of unit_month: few rows with thousands of differences each, added up as they come. Basis,
    // month, unit and class.
    boost::unordered_flat_map<CellRowKey, std::int64_t> months;
    std::array<CellTableWriter, kCellTables> writers;
};

CellDifferences::CellDifferences(sqlite3* connection) : state_(std::make_unique<State>(connection))
{
}

CellDifferences::~CellDifferences() = default;

void CellDifferences::add(const Counted& dossier)
{
    state_->move(dossier, 1);
    state_->flag(flag_place_of(dossier), 1);
}

void CellDifferences::replace(const Counted& before, const Counted& after)
{
    state_->move(before, -1);
    state_->move(after, 1);
    // Most changes of a dossier's life are none for detectors.
    const std::optional<FlagPlace> was = flag_place_of(before);
    const std::optional<FlagPlace> is = flag_place_of(after);
    if (was != is) {
        state_->flag(was, -1);
        state_->flag(is, 1);
    }
}

void CellDifferences::write()
{
    state_->note_months();
    for (std::size_t i = 0; i < kCellTables; ++i) {
        CellTableWriter& writer = state_->writers[i];
        state_->notes[i].for_each_row([&](const CellRowKey& key, std::span<CellEntry> differences) {
            writer.move(key, differences);
        });
        writer.finish();
    }
}

void CellDifferences::forget()
{
    state_->months.clear();
    for (CellNotes& notes : state_->notes) {
        notes.forget();
    }
    for (CellTableWriter& writer : state_->writers) {
        writer.forget();
    }
}

} // namespace congto::store
