// The dossiers: replaces each by what a group of batches says of it, and moves the counts by what
// that changes.
#pragma once

#include "collector/store/batch_part.h"
#include "collector/store/code_book.h"
#include "collector/store/dossier_change.h"
#include "collector/store/dossier_counts.h"
#include "collector/store/dossier_rows.h"
#include "collector/store/fingerprint_book.h"
#include "collector/store/spool_book.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace congto::store {

// Which entry says so.
struct DossierPlace {
    SpoolNumber spool = 0;
    std::uint64_t sequence = 0;
};

class DossierBook {
public:
    // All must outlive it.
    DossierBook(sqlite3* connection, SpoolBook& spools, SourceDays& days,
                FingerprintBook& fingerprints);

    // The batch must live until apply(); its source is one its spool greeted with.
    void add(const ReadyBatch& batch, const SourceStanding& source);
    // Applies what was added: in key order, per dossier in the order added. Outcomes in the order
    // of the batches.
    std::vector<Outcome> apply();
    // Whether the source shows the dossier, and no later spool has spoken of it.
    bool is_shown_by(UnitId unit, const model::DossierId& id, std::int64_t source,
                     SpoolNumber spool);
    // The source's row, which exists, stands so from now on; apply() writes what that changes.
    void stand(UnitId unit, const model::DossierId& id, std::int64_t source, Standing standing,
               const std::optional<DossierPlace>& place);
    // After a rollback.
    void forget();

private:
    void apply_one(const DossierChange& change);
    // Inserts a run of dossiers that begins there; how many it took: 0 when the first is not to be
    // tried so, or is there already.
    std::size_t insert_run(std::span<const DossierChange> changes);
    bool may_join_run(const DossierChange& change) const;

    // True: applied; false: it changed nothing that counts.
    bool observe(const DossierChange& change, const BatchPart& part);
    bool withdraw(const DossierChange& change, const BatchPart& part);
    void reject(const DossierChange& change, const BatchPart& part);
    void keep_newest(const DossierChange& change, DossierRow own, const DossierRow& made);
    // Writes the row among those the dossier has.
    void put(UnitId unit, const model::DossierId& id, std::vector<DossierRow>& rows,
             const DossierRow& made);

    FingerprintBook& fingerprints_;
    DossierRows rows_;
    CodeBook codes_;
    DossierCounts counts_;
    Statement reject_;
    std::vector<BatchPart> parts_;
    std::vector<DossierChange> changes_;
    std::array<NewDossier, DossierRows::kRun> run_;
    std::size_t new_in_a_row_ = 0;
};

} // namespace congto::store
