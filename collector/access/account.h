// Accounts of people.
#pragma once

#include "collector/access/viewer.h"
#include "config/runtime/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::access {

struct Account {
    std::int64_t id = 0;
    Viewer viewer;
    std::string password; // argon2id; empty: it signs in by single sign-on alone
    runtime::Instant made_at;
    std::optional<runtime::Instant> disabled;
    // Of strangers; tries.h.
    std::int64_t tried = 0; // passwords, since the last right one
    std::optional<runtime::Instant> locked_until;
    // From where somebody signed in with it.
    std::int64_t networks = 0;
    std::optional<runtime::Instant> network_locked_until; // the last of them
};

// 1 to 64 of a-z, 0-9 and ".", "-", "_", "@", beginning with a letter or digit: a name, or an
// address of a single sign-on. Capitals are not another name: lower_case() first.
bool is_account_name(std::string_view name);
std::string lower_case(std::string_view name);

// "operator", "ministry", "unit"; none: no role.
std::string_view word_of(Role role);
std::optional<Role> role_of(std::string_view word);

std::optional<Account> account_named(SQLite::Database& access, const std::string& name);
std::optional<Account> account_with_id(SQLite::Database& access, std::int64_t id);
// By name.
std::vector<Account> accounts(SQLite::Database& access);

// Within the caller's transaction.

// Forgets tries too. False: its password is another one by now.
bool replace_password(SQLite::Database& access, const Account& as_it_was, const std::string& hash);

// What operators do. Each in a transaction of its own with its entry in the audit trail.

// `password`: its hash, or empty. False: there is one of that name.
bool make_account(SQLite::Database& access, const Viewer& viewer, const std::string& password,
                  const std::string& actor, runtime::Instant now);

// False: there is no such account, or it is as asked already.

// Another role and unit. Its sessions end and its API tokens are revoked: they were given for what
// it saw before.
bool change_account(SQLite::Database& access, const Viewer& viewer, const std::string& reason,
                    const std::string& actor, runtime::Instant now);
// Its sessions end, its API tokens are refused, and from where it was signed in with is forgotten.
bool disable_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                     runtime::Instant now);
bool enable_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                    runtime::Instant now);
bool unlock_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                    runtime::Instant now);
// Its sessions end. `password`: the hash of a new one.
bool set_password(SQLite::Database& access, const std::string& name, const std::string& password,
                  const std::string& actor, runtime::Instant now);

} // namespace congto::access
