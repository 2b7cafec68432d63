// Counts the dossiers of a store from the beginning: what its cells, day sums and sources' numbers
// must be.
#pragma once

#include "collector/store/dossier_counts.h"
#include "collector/store/spool_book.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::upkeep {

// A store moves its counts by differences, from change to change; here each dossier is looked at
// once, as it is. Memory does not grow with them. A value of one thread.
class Recount {
public:
    // Into a bulk store that holds nothing yet but greetings.
    explicit Recount(std::unique_ptr<SQLite::Database> into);
    ~Recount();

    // Counts the dossiers of a unit. Once a unit.
    void count(sqlite3* store, store::UnitId unit);

    sqlite3* into() const { return connection_; }

private:
    void count_dossier(store::UnitId unit, const model::DossierId& id,
                       const std::vector<store::DossierRow>& rows);
    void write();

    std::unique_ptr<SQLite::Database> into_;
    sqlite3* connection_;
    store::SpoolBook spools_;
    store::SourceDays days_;
    store::DossierCounts counts_;
    std::uint64_t waiting_ = 0;
};

} // namespace congto::upkeep
