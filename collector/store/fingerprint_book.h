// Fingerprints: of the ledger's batches as they came, and of dossiers as last observed; both by
// month opened, so that a month can be erased.
#pragma once

#include "collector/store/batch_part.h"
#include "collector/store/day_standing.h"
#include "collector/store/dossier_change.h"
#include "collector/store/statement.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace congto::store {

// Whether the unit has never shown the dossier before.
enum class Showing : std::uint8_t { first, again };

// What comes of a month that was erased is kept until the next erasure for dossiers never shown
// before, which no count has yet. Of others it is not: they would be counted twice.
class FingerprintBook {
public:
    explicit FingerprintBook(sqlite3* connection);

    // Of the batch the ledger just got, which must live until append_late.
    void append(const ReadyBatch& batch);
    // What the observation tells stands in place of what the source told of the dossier before; one
    // without fingerprints changes nothing.
    void note(const DossierChange& observed, const BatchPart& part, Showing showing);
    // After the observations of the batches: those of erased months, of batches with one that was
    // kept.
    void append_late();
    // Of a decision to erase: the cells in it stay, and nothing is kept of its months from now on.
    void freeze(const Decision& decision);
    // After that. Neither the file nor its free pages hold one of them when the log was cleared
    // after the commit (WriteAheadLog::clear). What stays is copied once.
    void erase(model::Month through);
    // The last month erased; none: nothing ever was.
    std::optional<model::Month> erased_through();
    // After a rollback.
    void forget();

private:
    struct Known {
        std::optional<model::Month> erased_through;
    };
    struct Late {
        const ReadyBatch* batch = nullptr;
        const MonthFingerprints* month = nullptr;
    };
    bool is_erased(model::Month month);
    void append(const ReadyBatch& batch, const MonthFingerprints& month);
    void put(const FrozenCell& cell);
    void rewrite(const std::string& table, model::Month through);

    sqlite3* connection_;
    Statement append_;
    Statement put_;
    Statement replace_;
    Statement erased_;
    Statement note_erased_;
    Statement freeze_;
    std::optional<Known> known_;
    std::vector<Late> late_;
    std::set<std::pair<const ReadyBatch*, model::Month>> kept_late_;
};

} // namespace congto::store
