// Table dossier: one row for each source that shows a dossier.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/ready_batch.h"
#include "collector/store/statement.h"

#include <cstdint>
#include <string>
#include <vector>

namespace congto::store {

struct DossierRow {
    std::int64_t source = 0;
    SpoolNumber spool = 0;
    std::uint64_t sequence = 0;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    CellClass cls;
    CountingDays days;
    std::uint64_t digest = 0;
    std::string_view state; // packed; of a row read: lives until the next find
};

class DossierRows {
public:
    explicit DossierRows(sqlite3* connection);

    // False: the source has a row for this dossier already; nothing was changed.
    bool insert_if_new(UnitId unit, const model::DossierId& id, const DossierRow& row);
    // The rows of a dossier, by source.
    std::vector<DossierRow>& find(UnitId unit, const model::DossierId& id);
    // Replaces the row of its source, which exists.
    void replace(UnitId unit, const model::DossierId& id, const DossierRow& row);

private:
    void bind(Statement& statement, UnitId unit, const model::DossierId& id, const DossierRow& row);

    Statement insert_;
    Statement find_;
    Statement replace_;
    std::vector<DossierRow> found_;
    std::string states_;
};

} // namespace congto::store
