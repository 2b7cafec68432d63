// Table dossier: one row for each source that shows a dossier.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/ready_batch.h"
#include "collector/store/statement.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace congto::store {

struct DossierRow {
    std::int64_t source = 0;
    SpoolNumber spool = 0;
    std::uint64_t sequence = 0;
    std::uint32_t body = 0;
    std::uint32_t procedure = 0;
    CellClass cls;
    model::EvidenceBits evidence; // as in `state`
    CountingDays days;
    std::uint64_t digest = 0;
    std::string_view state; // packed; of a row read: lives until the next find
};

struct NewDossier {
    model::DossierId id;
    DossierRow row;
};

class DossierRows {
public:
    // As many rows as one statement inserts: a statement a row costs twice as much in all.
    static constexpr std::size_t kRun = 32;

    explicit DossierRows(sqlite3* connection);

    // Inserts kRun rows in order, up to the first that is there already; how many it inserted.
    std::size_t insert_run(UnitId unit, std::span<const NewDossier, kRun> rows);
    // False: the source has a row for this dossier already; nothing was changed.
    bool insert_if_new(UnitId unit, const model::DossierId& id, const DossierRow& row);
    // The rows of a dossier, by source.
    std::vector<DossierRow>& find(UnitId unit, const model::DossierId& id);
    // Replaces the row of its source, which exists.
    void replace(UnitId unit, const model::DossierId& id, const DossierRow& row);

private:
    Statement insert_;
    Statement insert_run_;
    Statement find_;
    Statement replace_;
    std::vector<DossierRow> found_;
    std::string states_;
};

} // namespace congto::store
