// Who is signed in. Within the caller's transaction, each of them.
#pragma once

#include "config/runtime/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace SQLite {
class Database;
}

namespace congto::access {

struct SessionLife {
    std::chrono::milliseconds idle = std::chrono::minutes(30);
    std::chrono::milliseconds longest = std::chrono::hours(12);
};

struct OpenSession {
    std::int64_t account = 0;
    runtime::Instant seen_at; // to the minute
};

// Its secret: 260 random bits as 52 characters of a-z and 2-7, kept nowhere. Those that are over
// are forgotten, and of the account's all but the newest kMostSessions.
inline constexpr int kMostSessions = 20;
std::string begin_session(SQLite::Database& access, std::int64_t account, const SessionLife& life,
                          runtime::Instant now);
// None: there is none of that secret, or it is over.
std::optional<OpenSession> open_session(SQLite::Database& access, const std::string& secret,
                                        const SessionLife& life, runtime::Instant now);
void note_seen(SQLite::Database& access, const std::string& secret, runtime::Instant now);
// False: there is none.
bool end_session(SQLite::Database& access, const std::string& secret);
// All of the account but that of `keep`, which may be empty.
void end_sessions(SQLite::Database& access, std::int64_t account, const std::string& keep);

// What the forms of a session carry back: only who has its secret can say it, and it does not say
// the secret. 64 hexadecimal digits.
std::string anti_forgery_of(const std::string& secret);

} // namespace congto::access
