#include "collector/store/counting_walk.h"

#include "collector/store/dossier_counts.h"

namespace congto::store {

CountingWalk::CountingWalk(sqlite3* store, UnitId unit) : walk_(store, unit)
{
    Statement source(store, "SELECT id, name, priority, dossiers FROM source WHERE unit = ?1");
    source.bind(1, unit);
    while (source.step()) {
        sources_[source.integer(0)] = source.text(1);
        priorities_[source.integer(0)] = source.integer(2);
        shown_ += source.integer(3);
    }
    Statement body(store, "SELECT id, code FROM body WHERE unit = ?1");
    body.bind(1, unit);
    while (body.step()) {
        bodies_[body.integer(0)] = body.text(1);
    }
    Statement procedure(store, "SELECT id, raw, canonical FROM procedure_code");
    while (procedure.step()) {
        procedures_[procedure.integer(0)] = {std::string(procedure.text(1)),
                                             std::string(procedure.text(2))};
    }
}

const CountingDossier* CountingWalk::next()
{
    if (!walk_.next()) {
        return nullptr;
    }
    const DossierRow& row = first_of(walk_.rows(), priorities_);
    const Procedure& procedure = procedures_[row.procedure];
    dossier_ = {walk_.id(),        sources_[row.source],
                bodies_[row.body], procedure.canonical,
                procedure.raw,     row.cls,
                row.days,          row.evidence};
    return &dossier_;
}

} // namespace congto::store
