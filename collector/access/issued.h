// Certificates that this collector's authority signed, and what is taken no more.
#pragma once

#include "config/runtime/clock.h"
#include "proto/identity/certificate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::access {

struct Issued {
    std::string serial;
    std::string unit;
    std::string agent;
    std::string der;
    std::string public_key; // DER
    runtime::Instant issued_at;
    runtime::Instant over_at;
    std::optional<std::int64_t> token; // none: renewed
    std::optional<runtime::Instant> revoked;
};

// Within the caller's transaction.
void note(SQLite::Database& access, const Issued& issued);
// Revokes all of the agent's but `keep`, also those that are over, because they could be renewed,
// and those that are not on record. How many on record that were.
int revoke_others(SQLite::Database& access, const Issued& keep, runtime::Instant now);
// Forgets what was over before, of the agent.
void forget_over(SQLite::Database& access, const Issued& of, runtime::Instant before);

std::optional<Issued> issued_with_serial(SQLite::Database& access, const std::string& serial);
std::optional<Issued> issued_for_token(SQLite::Database& access, std::int64_t token);
// By unit, agent and time.
std::vector<Issued> issued_certificates(SQLite::Database& access);

struct Revoking {
    std::string unit;
    std::string agent;
    std::string reason;
};

// In a transaction of its own with its entry in the audit trail: nothing the agent was given before
// is taken any more, whether it is over or not, and no token of its that nobody used. How many
// certificates on record that are.
int revoke(SQLite::Database& access, const Revoking& asked, const std::string& actor,
           runtime::Instant now);

// The same within the caller's transaction.
int revoke_inside(SQLite::Database& access, const Revoking& asked, const std::string& actor,
                  runtime::Instant now);

// When that was done last; none: never.
std::optional<runtime::Instant> ended_at(SQLite::Database& access, const std::string& unit,
                                         const std::string& agent);

} // namespace congto::access
