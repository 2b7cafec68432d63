// Fingerprints: of the ledger's batches as they came, and of dossiers as last observed; both by
// month opened, so that a month can be erased.
#pragma once

#include "collector/store/batch_part.h"
#include "collector/store/day_standing.h"
#include "collector/store/dossier_change.h"
#include "collector/store/statement.h"

#include <optional>
#include <string>

namespace congto::store {

class FingerprintBook {
public:
    explicit FingerprintBook(sqlite3* connection);

    // Of the batch the ledger just got. Those of months that were erased are not kept.
    void append(const ReadyBatch& batch);
    // What the observation tells stands in place of what the source told of the dossier before; one
    // without fingerprints changes nothing.
    void note(const DossierChange& observed, const BatchPart& part);
    // Of a decision to erase: the cells in it stay, and nothing is kept of its months from now on.
    void freeze(const Decision& decision);
    // After that. Neither the file nor its free pages hold one of them when the log was cleared
    // after the commit (WriteAheadLog::clear). What stays is copied once.
    void erase(model::Month through);
    // The last month erased; none: nothing ever was.
    std::optional<model::Month> erased_through();
    // After a rollback.
    void forget() { known_.reset(); }

private:
    struct Known {
        std::optional<model::Month> erased_through;
    };
    bool is_erased(model::Month month);
    void put(const FrozenCell& cell);
    void rewrite(const std::string& table, model::Month through);

    sqlite3* connection_;
    Statement append_;
    Statement put_;
    Statement erased_;
    Statement note_erased_;
    Statement freeze_;
    std::optional<Known> known_;
};

} // namespace congto::store
