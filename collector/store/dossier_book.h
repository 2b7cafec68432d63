// The dossiers: replaces each by what a group of batches says of it, and moves the counts by what
// that changes.
#pragma once

#include "collector/store/cell_differences.h"
#include "collector/store/code_book.h"
#include "collector/store/day_sums.h"
#include "collector/store/dossier_rows.h"
#include "collector/store/spool_book.h"

#include <cstdint>
#include <map>
#include <vector>

namespace congto::store {

// How the entries of a batch came out: applied + unchanged + rejected = its size.
struct Outcome {
    std::uint64_t applied = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
};

class DossierBook {
public:
    // Both must outlive it.
    DossierBook(sqlite3* connection, SpoolBook& spools);

    // The batch must live until apply(); its source is one its spool greeted with.
    void add(const ReadyBatch& batch, const SourceStanding& source);
    // Applies what was added: in key order, per dossier in the order added. Outcomes in the order
    // of the batches.
    std::vector<Outcome> apply();
    // After a rollback.
    void forget();

private:
    // A batch, with its codes as numbers; 0: not in use.
    struct Part {
        const ReadyBatch* batch = nullptr;
        SourceStanding source;
        std::vector<std::uint32_t> bodies;
        std::vector<std::uint32_t> procedures;
        Outcome outcome;
    };

    // One entry of a batch.
    struct Change {
        UnitId unit = 0;
        model::DossierId id;
        std::uint32_t order = 0; // among all added
        std::uint32_t part = 0;
        std::uint64_t sequence = 0;
        const ReadyObservation* observation = nullptr; // none: a withdrawal
    };

    void number_codes(Part& part);
    // True: applied; false: it changed nothing that counts.
    bool observe(const Change& change, const Part& part);
    bool withdraw(const Change& change, const Part& part);
    void reject(const Change& change, const Part& part);
    DossierRow row_of(const Change& change, const Part& part) const;
    void keep_newest(const Change& change, DossierRow own, const DossierRow& made);
    // Writes the row among those the dossier has, and moves the counts from what it was to what it
    // is.
    void put(const Change& change, std::vector<DossierRow>& rows, const DossierRow& made);
    // The one of several that counts.
    const DossierRow& counting(const std::vector<DossierRow>& rows);

    SpoolBook& spools_;
    DossierRows rows_;
    CodeBook codes_;
    CellDifferences cells_;
    DaySums day_sums_;
    Statement reject_;
    std::vector<Part> parts_;
    std::vector<Change> changes_;
    std::map<std::int64_t, std::int64_t> shown_; // by source
};

} // namespace congto::store
