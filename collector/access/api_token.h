// What programs of people show instead of a password: it reads, nothing else.
#pragma once

#include "collector/access/viewer.h"
#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::access {

struct ApiTokenAsked {
    std::string account; // its name
    std::string name;    // what it is for: "monthly report"
    std::string unit;    // it sees this one alone; empty: what the account sees
    std::chrono::milliseconds life{};
};

struct ApiToken {
    std::int64_t id = 0;
    std::int64_t account = 0;
    Viewer viewer; // of the token: never more than the account's
    std::string name;
    bool is_narrower = false; // than the account
    bool is_disabled = false; // the account
    runtime::Instant made_at;
    runtime::Instant over_at;
    std::optional<runtime::Instant> used_at; // to the minute
    std::optional<runtime::Instant> revoked;

    bool is_good(runtime::Instant now) const { return !is_disabled && !revoked && over_at > now; }
};

// Each in a transaction of its own with its entry in the audit trail.

// Its text, "congto_" and 260 random bits, which is kept nowhere. Throws runtime::BadSettings:
// there is no such account, it is disabled, or it does not see that unit.
std::string make_api_token(SQLite::Database& access, const ApiTokenAsked& asked,
                           const std::string& actor, runtime::Instant now);
// False: there is no such token, or it is revoked already.
bool revoke_api_token(SQLite::Database& access, std::int64_t id, const std::string& actor,
                      runtime::Instant now);

// The newest first.
std::vector<ApiToken> api_tokens(SQLite::Database& access);
std::optional<ApiToken> api_token_with_text(SQLite::Database& access, const std::string& text);
// Within the caller's transaction.
void note_used(SQLite::Database& access, const ApiToken& token, runtime::Instant now);

} // namespace congto::access
