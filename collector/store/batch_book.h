// Everything a batch does to what the store knows, in its order.
//
// Withdrawals and observations of many batches are applied together, sorted by dossier; a batch
// with removals, lists or claims is a point up to which all before it must be applied, because it
// speaks of what they come to.
#pragma once

#include "collector/store/dossier_book.h"
#include "collector/store/reconciliation.h"
#include "collector/store/source_days.h"
#include "collector/store/spool_book.h"

#include <vector>

namespace congto::store {

class BatchBook {
public:
    // All must outlive it.
    BatchBook(sqlite3* connection, SpoolBook& spools, FingerprintBook& fingerprints);

    // The batch must live until apply(); its source is one its spool greeted with.
    void add(const ReadyBatch& batch, const SourceStanding& source);
    // Outcomes in the order of the batches added.
    std::vector<Outcome> apply();
    // When nothing waits for apply(). The number of dossiers it was about.
    std::int64_t decide(const Decision& decision);
    // After a rollback.
    void forget();

private:
    void settle();

    sqlite3* connection_;
    SpoolBook& spools_;
    SourceDays days_;
    DossierBook dossiers_;
    Reconciliation reconciliation_;
    std::vector<Outcome> outcomes_;
};

} // namespace congto::store
