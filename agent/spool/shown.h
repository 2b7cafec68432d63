// The index: what every row of a source was last spooled as.
#pragma once

#include "agent/spool/query.h"
#include "agent/spool/row_key.h"
#include "proto/model/dossier_id.h"
#include "proto/model/words.h"

#include <cstdint>
#include <optional>

namespace congto::spool {

class DayTable;

struct Shown {
    model::DossierId dossier;
    std::uint64_t digest = 0;     // of its last observation
    std::uint64_t spooled_by = 0; // its observation's number is this or lower
    bool open = false;            // still to be settled
    std::int64_t unknown = 0;     // its unknown_set; 0: every value had a word

    // The collector is to be told again, whatever the digest; until then its last one stands in the
    // day's sums, because that is what the collector holds or will hold.
    bool is_to_be_spooled_again() const { return spooled_by == 0; }
};

// Something is still to become of it, as far as anybody knows.
bool is_open(model::Status status);

// Of a row whose first columns are dossier, digest, spooled_by, open and unknown.
Shown shown_of(const Query& row);

// Moves the days' sums with every change.
class ShownIndex {
public:
    ShownIndex(SQLite::Database& database, DayTable& days);

    std::optional<Shown> find(std::uint16_t source, const RowKey& row_key);
    // False, and nothing done: another row shows this dossier.
    bool insert(std::uint16_t source, const RowKey& row_key, const Shown& shown);
    // The row shows the same dossier in another state.
    void update(std::uint16_t source, const RowKey& row_key, const Shown& was, const Shown& now);
    void remove(std::uint16_t source, const RowKey& row_key, const Shown& was);

private:
    DayTable& days_;
    Query find_;
    Query insert_;
    Query update_;
    Query remove_;
};

} // namespace congto::spool
