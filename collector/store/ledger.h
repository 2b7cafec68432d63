// The ledger: what was received, as it was received, appended and never changed.
#pragma once

#include "collector/store/day_standing.h"
#include "collector/store/ready_batch.h"
#include "collector/store/statement.h"

#include <cstdint>
#include <optional>

namespace congto::store {

class Ledger {
public:
    explicit Ledger(sqlite3* connection);

    void append(const ReadyBatch& batch);
    void append(const Decision& decision, model::Instant at);
    // The last number of the spool; 0: none.
    std::int64_t last_of(SpoolNumber spool);
    // The chain after the entry that ends with `sequence`; none: no entry ends there. Sequence 0
    // has the chain before the first batch.
    std::optional<wire::Chain> chain_after(SpoolNumber spool, std::uint64_t sequence);

private:
    Statement append_;
    Statement find_;
    Statement last_;
};

wire::Chain chain_from(std::string_view bytes);

} // namespace congto::store
