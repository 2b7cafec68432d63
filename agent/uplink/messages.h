// The contract's messages from and to the values of the spool.
#pragma once

#include "agent/spool/standing.h"

#include <array>
#include <cstdint>
#include <string>
#include <variant>

namespace congto::v1 {
class FromAgent;
class FromCollector;
} // namespace congto::v1

namespace congto::uplink {

using BootNonce = std::array<std::uint8_t, 16>;

void write_greeting(v1::FromAgent& message, const spool::Standing& standing,
                    const BootNonce& boot_nonce);
void write_batch(v1::FromAgent& message, spool::SpooledBatch batch);
void write_progress(v1::FromAgent& message, const spool::Progress& progress);

struct Welcome {
    spool::CollectorStand stand;
    std::uint32_t protocol = 0;
    std::uint64_t window_bytes = 0;
    std::uint64_t batch_bytes_limit = 0;
};

enum class Remedy : std::uint8_t {
    soon,      // comes right by itself
    once_soon, // perhaps; the second time in a row it needs a person
    person,
};

struct Refusal {
    std::string reason; // "busy", "key_differs", … or the number of a reason not known here
    std::string detail;
    Remedy remedy = Remedy::person;
};

// A message that is not of the contract: one line about what is wrong.
struct Unlawful {
    std::string what;
};

using Answer = std::variant<Welcome, spool::Receipt, Refusal, Unlawful>;

Answer read_answer(const v1::FromCollector& message);

} // namespace congto::uplink
