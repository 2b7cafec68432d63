// The dossiers of a unit one after another, each as it counts: as the source that stands first
// shows it.
#pragma once

#include "collector/store/dossier_walk.h"
#include "collector/store/spool_book.h"

#include <map>
#include <string>

namespace congto::store {

// Texts live until the next dossier.
struct CountingDossier {
    model::DossierId id;
    std::string_view source;
    std::string_view body;          // as observed
    std::string_view procedure;     // canonical
    std::string_view raw_procedure; // as observed
    CellClass cls;
    CountingDays days;
    model::EvidenceBits evidence;
};

// In the order of their ids, of the snapshot the connection has. Memory does not grow with the
// dossiers, but with the codes.
class CountingWalk {
public:
    CountingWalk(sqlite3* store, UnitId unit);

    // None: that was all.
    const CountingDossier* next();
    // How many the sources of the unit show, for whoever draws progress; a dossier of two sources
    // is in it twice.
    std::int64_t shown() const { return shown_; }

private:
    struct Procedure {
        std::string raw;
        std::string canonical;
    };

    DossierWalk walk_;
    Priorities priorities_;
    std::map<std::int64_t, std::string> sources_;
    std::map<std::int64_t, std::string> bodies_;
    std::map<std::int64_t, Procedure> procedures_;
    std::int64_t shown_ = 0;
    CountingDossier dossier_;
};

} // namespace congto::store
