// Cells out of a SQLite store.
#pragma once

#include "collector/store/cell_scan.h"
#include "collector/store/cells.h"

#include <functional>
#include <memory>

namespace congto::store {

class SqliteCells final : public Cells {
public:
    // `snapshot` is held as long as this lives; the connection must live longer.
    SqliteCells(sqlite3* connection, std::shared_ptr<const void> snapshot);

    std::vector<CellGroup> counts(Basis basis, const Scope& scope, const Period& period,
                                  Grouping grouping) const override;
    std::vector<CellGroup> open_not_due(const Scope& scope, model::Day received_to,
                                        model::Day due_from, Grouping grouping) const override;
    std::vector<CellGroup> undated(Basis basis, const Scope& scope,
                                   Grouping grouping) const override;
    void flags(const Scope& scope, const MonthSpan& months,
               const FlagVisitor& visit) const override;
    void fingerprinted(UnitId unit, model::Month opened,
                       const FingerprintVisitor& visit) const override;
    void frozen_persons(UnitId unit, model::Month opened,
                        const FrozenVisitor& visit) const override;
    std::optional<model::Month> fingerprints_erased_through() const override;
    void sequences(const std::optional<UnitId>& unit, const Period& opened,
                   const SequenceVisitor& visit) const override;
    std::vector<SourceVerification> verifications(const Period& opened) const override;
    std::optional<model::Day> first_day(Basis basis) const override;

private:
    std::vector<UnitId> units_of(const Scope& scope) const;
    // Calls `read` for each unit of the scope and groups the cells it visits.
    using ReadUnit = std::function<void(UnitId, const CellVisitor&)>;
    std::vector<CellGroup> grouped(const Scope& scope, Grouping grouping,
                                   const ReadUnit& read) const;

    sqlite3* connection_;
    std::shared_ptr<const void> snapshot_;
    CellScan scan_;
};

} // namespace congto::store
