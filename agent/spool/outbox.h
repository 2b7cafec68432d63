// The batches that wait for a receipt: numbered, chained, kept as the bytes that are sent.
#pragma once

#include "agent/spool/query.h"
#include "agent/spool/standing.h"
#include "proto/wire/fingerprints.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace congto::spool {

// The last number given, and the chain after it.
struct ChainEnd {
    std::uint64_t sequence = 0;
    wire::Chain chain{};

    bool operator==(const ChainEnd&) const = default;
};

class Outbox {
public:
    explicit Outbox(SQLite::Database& database);

    // Numbers the entries after `end`; the new end.
    ChainEnd append(const ChainEnd& end, const wire::BatchBody& body);
    // The batch whose first entry has this number.
    std::optional<SpooledBatch> starting_at(std::uint64_t sequence);
    // The end of the batch whose last entry has this number.
    std::optional<ChainEnd> ending_at(std::uint64_t sequence);
    // A batch ended so, waiting or not: also one with a receipt, or as it was before it was split,
    // as far back as ends are kept.
    bool was_end(const ChainEnd& end);
    struct Split {
        std::size_t batches = 0; // that became several
        ChainEnd end;            // of the last batch there is
    };
    // Of the batches after `at` those with bodies of more than `bytes` become several, with the
    // same numbers, and the chain goes on through them. How they ended before is kept.
    Split split_above(ChainEnd at, std::size_t bytes);
    // The batches after `at` go on from that chain; the end of the last one there is.
    ChainEnd rechain(ChainEnd at);
    // They have their receipt.
    void remove_through(std::uint64_t sequence);
    // Numbers after this one were taken back: nothing waits, and ends after it are forgotten.
    void take_back(std::uint64_t sequence);
    // Entries waiting.
    std::uint64_t pending();

private:
    ChainEnd append_encoded(const ChainEnd& end, const wire::EncodedBatch& batch,
                            std::size_t entries);
    std::vector<ChainEnd> oldest_ends(std::uint64_t sequence);
    std::uint64_t room();
    void keep(const std::vector<ChainEnd>& ends);
    void keep_of_split(const std::vector<ChainEnd>& ends);

    Query append_;
    Query rechain_;
    Query take_out_;
    Query starting_at_;
    Query before_;
    Query ends_;
    Query remove_;
    Query room_;
    Query clear_;
    Query pending_;
    Query keep_end_;
    Query kept_end_;
    Query forget_ends_;
    Query forget_old_ends_;
    Query forget_oldest_ends_;
    std::uint64_t kept_since_ = 0; // receipts stored since old ends were forgotten
};

} // namespace congto::spool
