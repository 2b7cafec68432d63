// Whether one spool is used by two machines at once.
//
// An agent makes a nonce at each start and keeps it while it runs. One that comes back after
// another was seen belongs to a program that never stopped: two run on copies of one spool. Two
// returns may come of one greeting that was long under way: it takes the place of the running
// agent, which comes back. Three within ten minutes do not: two that run go on for ever.
#pragma once

#include "proto/model/time.h"

#include <array>
#include <cstdint>
#include <optional>

namespace congto::store {

using BootNonce = std::array<std::uint8_t, 16>;

struct BootNonces {
    BootNonce now{};
    std::optional<BootNonce> before; // the last other one
    std::int64_t returns = 0;        // of one that was not the last, since
    model::Instant since;

    bool operator==(const BootNonces&) const = default;
    bool are_two_machines() const { return returns >= 3; }
    // As after a greeting with this nonce.
    BootNonces greeted(const BootNonce& nonce, model::Instant at) const;
};

} // namespace congto::store
