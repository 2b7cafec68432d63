// How often the password of an account may be tried.
//
// The fifth in a row that is wrong locks for a minute, each one more for twice as long, an hour at
// most; who stays away for a day after that begins anew. What is tried while it is locked is not
// looked at and does not count. A network from which somebody signed in with the account within 90
// days has a count of its own, and all strangers have one together: so strangers lock out
// strangers. A call is within the caller's transaction.
#pragma once

#include "collector/access/account.h"
#include "config/runtime/clock.h"

#include <cstdint>
#include <optional>
#include <string>

namespace congto::access {

inline constexpr int kMostNetworks = 8; // of an account, the last

// The count that a try is in.
struct Tries {
    std::int64_t account = 0;
    std::string network; // empty: of strangers
    std::int64_t tried = 0;
    std::optional<runtime::Instant> locked_until;

    bool is_locked(runtime::Instant now) const { return locked_until && *locked_until > now; }
};

// `from`: a host.
Tries tries_of(SQLite::Database& access, const Account& account, const std::string& from,
               runtime::Instant now);
// Before a password is looked at, so that many at once are no way around it.
void count_try(SQLite::Database& access, const Tries& tries, runtime::Instant now);
// Changes nothing and writes as much as count_try(): who asks learns nothing by time.
void write_as_if_tried(SQLite::Database& access);

// It was right: the count is forgotten, and the network known from now on.
void note_right(SQLite::Database& access, const Tries& tries, const std::string& from,
                runtime::Instant now);
// Whether somebody signed in from there, with any account, within 90 days.
bool is_known(SQLite::Database& access, const std::string& from, runtime::Instant now);
// All counts. False: there was nothing to forget.
bool forget_tries(SQLite::Database& access, std::int64_t account);
// And from where somebody signed in.
void forget_networks(SQLite::Database& access, std::int64_t account);

} // namespace congto::access
