// Whether fingerprints are gone where they were erased, and nowhere else.
#pragma once

#include "collector/upkeep/findings.h"
#include "proto/model/time.h"

#include <cstdint>
#include <map>

struct sqlite3;

namespace congto::upkeep {

// Those that came after an erasure of their month are there until the next. `without`: months of
// which the ledger lacks some, and the first entry that does. In one snapshot.
void check_erasure(sqlite3* store, const std::map<model::Month, std::int64_t>& without,
                   Findings& findings);

} // namespace congto::upkeep
