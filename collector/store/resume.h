// How an agent and the store go on after a greeting.
#pragma once

#include "collector/store/store.h"

#include <cstdint>
#include <optional>

namespace congto::store {

// What the store knows of the spool that greets; an unknown one is at sequence 0.
struct KnownSpool {
    std::uint64_t durable_sequence = 0;
    wire::Chain durable_chain{};
    // The chain after the agent's last receipt; none: no batch here ends with that number.
    std::optional<wire::Chain> chain_at_receipted;
    // The same after the last number the agent assigned.
    std::optional<wire::Chain> chain_at_assigned{};
};

// abandon: the spool's history is not the one known here. reread: this store gave that receipt in
// an earlier life, or has lost what it gave a receipt for.
Resume resume_of(const SpoolGreeting& greeting, const KnownSpool& known, const Incarnation& ours);

// It shows that all that is known is the spool's own history. Of one that is not abandoned, the
// agent alone may find out that it is not (proto/README.md).
bool shows_known_history(const SpoolGreeting& greeting, const KnownSpool& known);

} // namespace congto::store
