// Invitations of units: tokens that are good once.
#pragma once

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

struct TokenAsked {
    std::string unit;           // code
    std::string agent = "main"; // of the unit: letters, digits, "-" and "_", at most 32
    std::chrono::milliseconds life{};
};

struct Token {
    std::int64_t id = 0;
    std::string unit;
    std::string agent;
    runtime::Instant made_at;
    runtime::Instant over_at;
    std::optional<runtime::Instant> cancelled;
    std::optional<runtime::Instant> used_at;
    std::string public_key; // of who used it; DER
};

// Each in a transaction of its own with its entry in the audit trail.

// The token's text, which is kept nowhere.
std::string make_token(SQLite::Database& access, const TokenAsked& asked, const std::string& actor,
                       runtime::Instant now);
// False: there is no such token, or it is used, cancelled or over.
bool cancel_token(SQLite::Database& access, std::int64_t id, const std::string& actor,
                  runtime::Instant now);

// The newest first.
std::vector<Token> tokens(SQLite::Database& access);
std::optional<Token> token_with_text(SQLite::Database& access, const std::string& text);

} // namespace congto::access
