// What dossiers come to: cells, day sums, how many each source shows and which do not count for
// theirs, moved by differences.
#pragma once

#include "collector/store/cell_differences.h"
#include "collector/store/day_sums.h"
#include "collector/store/dossier_rows.h"
#include "collector/store/overlaps.h"
#include "collector/store/source_days.h"
#include "collector/store/spool_book.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace congto::store {

// Of a dossier's rows, of which there is one, that by which it counts: the first in (standing,
// priority).
const DossierRow& first_of(const std::vector<DossierRow>& rows, const Priorities& priorities);

class DossierCounts {
public:
    // All must outlive it.
    DossierCounts(sqlite3* connection, SpoolBook& spools, SourceDays& days);

    // How a dossier with these rows counts: by the first in (standing, priority); none: it has
    // none.
    std::optional<Counted> counted(UnitId unit, const std::vector<DossierRow>& rows);
    // From how it counted to how it counts.
    void move(const std::optional<Counted>& before, const Counted& after);
    // A row begins or ceases to stand as it does: what the source shows, and what is held of it.
    void show(UnitId unit, const model::DossierId& id, const DossierRow& row);
    void hide(UnitId unit, const model::DossierId& id, const DossierRow& row);
    // Of these rows all but the one that counts begin or cease to be behind it.
    void overlap(UnitId unit, const model::DossierId& id, const std::vector<DossierRow>& rows);
    void part(UnitId unit, const model::DossierId& id, const std::vector<DossierRow>& rows);
    // The sources stand so from now on. False: the same one counts, and nothing is moved.
    bool reorder(UnitId unit, const model::DossierId& id, const std::vector<DossierRow>& rows,
                 const Priorities& after);
    // A dossier that no source had: the same as show and move.
    void add_new(UnitId unit, const model::DossierId& id, const DossierRow& row);

    // Inside the caller's transaction; nothing is left to write afterwards.
    void write();
    void forget();

private:
    const DossierRow& first_of(const std::vector<DossierRow>& rows);
    // All of the rows but that of the source which counts.
    void move_overlap(UnitId unit, const model::DossierId& id, const std::vector<DossierRow>& rows,
                      std::int64_t counting, int by);
    void move_standing(UnitId unit, const model::DossierId& id, const DossierRow& row, int by);

    SpoolBook& spools_;
    SourceDays& days_;
    CellDifferences cells_;
    DaySums day_sums_;
    Overlaps overlaps_;
    std::map<std::int64_t, std::int64_t> shown_; // by source
    std::map<std::pair<SourceOfUnit, model::Day>, std::int64_t> held_;
};

} // namespace congto::store
