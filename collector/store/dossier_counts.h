// What dossiers come to: cells, day sums and how many each source shows, moved by differences.
#pragma once

#include "collector/store/cell_differences.h"
#include "collector/store/day_sums.h"
#include "collector/store/dossier_rows.h"
#include "collector/store/spool_book.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace congto::store {

class DossierCounts {
public:
    // Both must outlive it.
    DossierCounts(sqlite3* connection, SpoolBook& spools);

    // How a dossier with these rows counts: by the first in (standing, priority); none: by none.
    std::optional<Counted> counted(UnitId unit, const std::vector<DossierRow>& rows);
    // From how it counted to how it counts.
    void move(const std::optional<Counted>& before, const Counted& after);
    // A source begins or ceases to show the row; withdrawn ones are not shown anyway.
    void show(UnitId unit, const model::DossierId& id, const DossierRow& row);
    void hide(UnitId unit, const model::DossierId& id, const DossierRow& row);
    // A dossier that no source had: the same as show and move.
    void add_new(UnitId unit, const model::DossierId& id, const DossierRow& row);

    // Inside the caller's transaction; nothing is left to write afterwards.
    void write();
    void forget();

private:
    SpoolBook& spools_;
    CellDifferences cells_;
    DaySums day_sums_;
    std::map<std::int64_t, std::int64_t> shown_; // by source
};

} // namespace congto::store
