// Cells whose dossiers are shown under other units than hold them.
#pragma once

#include "collector/rates/unit_reading.h"
#include "collector/store/cells.h"

namespace congto::rates {

// Moves counts from unit to unit; each dossier stays counted once, so that sums over units are the
// same in every reading. Grouped by procedure, what several units hold of one shown stays apart
// (CellGroup::held_by): each unit's own list says what a procedure of its dossiers is. Grouped by
// body over whole months, a body that only counts by procedure show under an old unit, or no longer
// do, has a group without counts.
//
// Both must outlive this. Undated dossiers have no day by which an old unit could be found: they
// stay under the unit that holds them, and so do stocks of open ones.
class ReadCells final : public store::Cells {
public:
    ReadCells(const store::Cells& held, const UnitReading& reading) : held_(held), reading_(reading)
    {
    }

    std::vector<store::CellGroup> counts(store::Basis basis, const store::Scope& scope,
                                         const store::Period& period,
                                         store::Grouping grouping) const override;
    std::vector<store::CellGroup> open_not_due(const store::Scope& scope, model::Day received_to,
                                               model::Day due_from,
                                               store::Grouping grouping) const override;
    std::vector<store::CellGroup> undated(store::Basis basis, const store::Scope& scope,
                                          store::Grouping grouping) const override;

    // As held.
    void flags(const store::Scope& scope, const store::MonthSpan& months,
               const store::FlagVisitor& visit) const override;
    void fingerprinted(store::UnitId unit, model::Month opened,
                       const store::FingerprintVisitor& visit) const override;
    void frozen_persons(store::UnitId unit, model::Month opened,
                        const store::FrozenVisitor& visit) const override;
    std::optional<model::Month> fingerprints_erased_through() const override;
    void sequences(const std::optional<store::UnitId>& unit, const store::Period& opened,
                   const store::SequenceVisitor& visit) const override;
    std::vector<store::SourceVerification>
    verifications(const store::Period& opened) const override;
    std::optional<model::Day> first_day(store::Basis basis) const override;

private:
    const store::Cells& held_;
    const UnitReading& reading_;
};

} // namespace congto::rates
