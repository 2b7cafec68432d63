// What removals, lists and claims of a batch do: dossiers leave, are held, and days are judged.
#pragma once

#include "collector/store/batch_part.h"
#include "collector/store/dossier_book.h"
#include "collector/store/sequence_book.h"
#include "collector/store/source_days.h"
#include "collector/store/statement.h"

#include <string_view>
#include <vector>

namespace congto::store {

class Reconciliation {
public:
    // All must outlive it.
    Reconciliation(sqlite3* connection, DossierBook& dossiers, SourceDays& days);

    // Everything numbered before the batch's removals has been applied.
    Outcome judge(const ReadyBatch& batch, const SourceStanding& source);
    // Of dossiers held. Nothing is waiting to be applied. The number of dossiers it was about.
    std::int64_t decide(const Decision& decision);

private:
    // Dossiers the source shows that are to leave, and the place of the entry that says so.
    struct Leaving {
        SourceOfUnit of;
        wire::RemovalCause cause = wire::RemovalCause::absent;
        DossierPlace place;
        model::Instant at;
        std::vector<model::DossierId> ids;
    };

    std::vector<model::DossierId> shown_among(const SourceOfUnit& of, const DossierPlace& place,
                                              const std::vector<model::DossierId>& ids);
    std::vector<model::DossierId> shown_beside(const SourceOfUnit& of, const DossierPlace& place,
                                               const wire::DayList& list);
    std::vector<model::DossierId> held_on(const SourceOfUnit& of, model::Day day);
    // False: there was nothing to do.
    bool remove(const Leaving& leaving);

    DossierBook& dossiers_;
    SourceDays& days_;
    SequenceBook sequences_;
    Statement part_of_day_;
};

} // namespace congto::store
