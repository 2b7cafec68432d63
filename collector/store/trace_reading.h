// Reads tables fingerprint and day_sequence.
#pragma once

#include "collector/store/cells.h"
#include "collector/store/traces.h"

#include <vector>

struct sqlite3;

namespace congto::store {

// By dossier. Throws runtime::Corrupt.
void read_fingerprinted(sqlite3* connection, UnitId unit, model::Month opened,
                        const FingerprintVisitor& visit);
void read_frozen(sqlite3* connection, UnitId unit, model::Month opened, const FrozenVisitor& visit);
// The last month erased; none: nothing ever was.
std::optional<model::Month> read_erased_through(sqlite3* connection);
// By unit, source, day and body.
void read_sequences(sqlite3* connection, const std::vector<UnitId>& units, const Period& opened,
                    const SequenceVisitor& visit);

} // namespace congto::store
