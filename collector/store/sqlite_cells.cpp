#include "collector/store/sqlite_cells.h"

#include "collector/store/flag_reading.h"
#include "collector/store/trace_reading.h"
#include "collector/store/verifications.h"

#include "collector/store/cell_grouping.h"
#include "collector/store/ready_batch.h"
#include "config/runtime/failure.h"

#include <algorithm>
#include <utility>

namespace congto::store {
namespace {

// A period as the whole months in it and the days before and after them.
struct Parts {
    std::optional<Span> months;
    std::vector<Span> days;
};

Parts parts_of(const Period& period)
{
    const model::Month begins = model::month_of(period.from);
    const model::Month ends = model::month_of(period.to);
    const model::Month first =
        model::first_day(begins) == period.from ? begins : model::Month{begins.number + 1};
    const model::Month last =
        model::last_day(ends) == period.to ? ends : model::Month{ends.number - 1};
    if (first > last) {
        return {std::nullopt, {{period.from.number, period.to.number}}};
    }
    Parts parts{Span{first.number, last.number}, {}};
    if (const model::Day month_begins = model::first_day(first); period.from < month_begins) {
        parts.days.push_back({period.from.number, month_begins.number - 1});
    }
    if (const model::Day month_ends = model::last_day(last); month_ends < period.to) {
        parts.days.push_back({month_ends.number + 1, period.to.number});
    }
    return parts;
}

// Which codes a question needs to tell apart.
struct Needs {
    bool body = false;
    bool procedure = false;
};

Needs needs_of(const Scope& scope, Grouping grouping)
{
    return {scope.body || grouping == Grouping::body,
            scope.procedure || grouping == Grouping::procedure};
}

void read_months(const CellScan& scan, const CellRange& months, Needs needs,
                 const CellVisitor& visit)
{
    if (needs.body || needs.procedure) {
        scan.body_procedure_months(months, visit);
    } else {
        scan.unit_months(months, visit);
    }
}

void read_days(const CellScan& scan, const CellRange& days, Needs needs, const CellVisitor& visit)
{
    if (needs.procedure) {
        scan.procedure_days(days, visit);
    } else {
        scan.body_days(days, visit);
    }
}

} // namespace

SqliteCells::SqliteCells(sqlite3* connection, std::shared_ptr<const void> snapshot)
    : connection_(connection), snapshot_(std::move(snapshot)), scan_(connection)
{
}

std::vector<CellGroup> SqliteCells::counts(Basis basis, const Scope& scope, const Period& period,
                                           Grouping grouping) const
{
    const Needs needs = needs_of(scope, grouping);
    const Parts parts = parts_of(period);
    if (needs.body && needs.procedure && !parts.days.empty()) {
        throw runtime::BadSettings("a body and a procedure together are counted by whole months: "
                                   "ask for months, or for one of the two");
    }
    return grouped(scope, grouping, [&](UnitId unit, const CellVisitor& visit) {
        if (parts.months) {
            read_months(scan_, {unit, basis, *parts.months}, needs, visit);
        }
        for (const Span days : parts.days) {
            read_days(scan_, {unit, basis, days}, needs, visit);
        }
    });
}

std::vector<CellGroup> SqliteCells::open_not_due(const Scope& scope, model::Day received_to,
                                                 model::Day due_from, Grouping grouping) const
{
    return grouped(scope, grouping, [&](UnitId unit, const CellVisitor& visit) {
        scan_.open_due(unit, received_to, due_from, visit);
    });
}

std::vector<CellGroup> SqliteCells::undated(Basis basis, const Scope& scope,
                                            Grouping grouping) const
{
    const Needs needs = needs_of(scope, grouping);
    return grouped(scope, grouping, [&](UnitId unit, const CellVisitor& visit) {
        read_months(scan_, {unit, basis, {kNoDay, kNoDay}}, needs, visit);
    });
}

void SqliteCells::flags(const Scope& scope, const MonthSpan& months, const FlagVisitor& visit) const
{
    read_flags(connection_, units_of(scope), scope, months, visit);
}

void SqliteCells::fingerprinted(UnitId unit, model::Month opened,
                                const FingerprintVisitor& visit) const
{
    read_fingerprinted(connection_, unit, opened, visit);
}

void SqliteCells::frozen_persons(UnitId unit, model::Month opened, const FrozenVisitor& visit) const
{
    read_frozen(connection_, unit, opened, visit);
}

std::optional<model::Month> SqliteCells::fingerprints_erased_through() const
{
    return read_erased_through(connection_);
}

void SqliteCells::sequences(const std::optional<UnitId>& unit, const Period& opened,
                            const SequenceVisitor& visit) const
{
    read_sequences(connection_, units_of({unit, {}, {}}), opened, visit);
}

std::vector<SourceVerification> SqliteCells::verifications(const Period& opened) const
{
    return read_verifications(connection_, opened);
}

std::optional<model::Day> SqliteCells::first_day(Basis basis) const
{
    std::optional<model::Day> first;
    for (const UnitId unit : scan_.units()) {
        const std::optional<model::Day> day = scan_.first_day(unit, basis);
        if (day && (!first || *day < *first)) {
            first = day;
        }
    }
    return first;
}

std::vector<UnitId> SqliteCells::units_of(const Scope& scope) const
{
    return scope.unit ? std::vector{*scope.unit} : scan_.units();
}

std::vector<CellGroup> SqliteCells::grouped(const Scope& scope, Grouping grouping,
                                            const ReadUnit& read) const
{
    CellGrouping sums(connection_, scope, grouping);
    for (const UnitId unit : units_of(scope)) {
        read(unit, [&](const Cell& cell) { sums.add(cell); });
    }
    return sums.groups();
}

} // namespace congto::store
