// The dossiers of a unit one after another, each with the rows of all its sources.
#pragma once

#include "collector/store/dossier_rows.h"
#include "collector/store/statement.h"
#include "proto/model/dossier_id.h"

#include <vector>

namespace congto::store {

// In the order of their ids. Memory does not grow with them. Counts may be written meanwhile;
// dossiers may not.
class DossierWalk {
public:
    DossierWalk(sqlite3* store, UnitId unit);
    // Those opened on that day.
    DossierWalk(sqlite3* store, UnitId unit, model::Day opened);

    // The next dossier; false: that was all. Throws runtime::Corrupt: an id is none.
    bool next();
    const model::DossierId& id() const { return id_; }
    // By source; without their state.
    const std::vector<DossierRow>& rows() const { return rows_; }

private:
    Statement statement_;
    model::DossierId first_; // of the range; bound to the statement
    model::DossierId last_;
    bool at_row_ = false; // the statement is at the first row of the dossier after this one
    bool begun_ = false;
    model::DossierId id_;
    std::vector<DossierRow> rows_;
};

} // namespace congto::store
