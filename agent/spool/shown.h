// The index: what every row of a source was last spooled as.
#pragma once

#include "agent/spool/query.h"
#include "agent/spool/row_key.h"
#include "proto/model/dossier_id.h"

#include <cstdint>
#include <optional>

namespace congto::spool {

struct Shown {
    model::DossierId dossier;
    std::optional<std::uint64_t> digest; // none: to be spooled again
    std::uint64_t spooled_by = 0;        // its observation's number is this or lower
    std::int64_t unknown = 0;            // its unknown_set; 0: every value had a word
};

class ShownIndex {
public:
    explicit ShownIndex(SQLite::Database& database);

    std::optional<Shown> find(std::uint16_t source, const RowKey& row_key);
    // False, and nothing done: another row shows this dossier.
    bool insert(std::uint16_t source, const RowKey& row_key, const Shown& shown);
    // The row shows the same dossier in another state.
    void update(std::uint16_t source, const RowKey& row_key, const Shown& shown);
    void remove(std::uint16_t source, const RowKey& row_key);

private:
    Query find_;
    Query insert_;
    Query update_;
    Query remove_;
};

} // namespace congto::spool
