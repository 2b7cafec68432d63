#include "collector/access/tries.h"

#include "collector/access/columns.h"
#include "collector/access/network.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <chrono>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr std::int64_t kTries = 5;
constexpr std::chrono::minutes kShortestLock{1};
constexpr std::chrono::minutes kLongestLock{60};
constexpr std::chrono::hours kForgotten{24}; // after the end of a lock
constexpr std::chrono::hours kKnown{24 * 90};

// Those that are over count anew.
void begin_anew(Tries& tries, Instant now)
{
    if (tries.locked_until && *tries.locked_until + kForgotten <= now) {
        tries.tried = 0;
        tries.locked_until.reset();
    }
}

std::int64_t changed_by(SQLite::Database& access, const char* sql, std::int64_t account)
{
    SQLite::Statement change(access, sql);
    change.bind(1, account);
    return change.exec();
}

} // namespace

Tries tries_of(SQLite::Database& access, const Account& account, const std::string& from,
               Instant now)
{
    Tries tries{account.id, {}, account.tried, account.locked_until};
    SQLite::Statement row(access, "SELECT network, tried, locked_until FROM account_network "
                                  "WHERE account = ? AND network = ? AND seen_at > ?");
    row.bind(1, account.id);
    row.bind(2, network_of(from));
    row.bind(3, number_of(now - kKnown));
    if (row.executeStep()) {
        tries = {account.id, row.getColumn(0).getString(), row.getColumn(1).getInt64(),
                 instant_if_any(row.getColumn(2))};
    }
    begin_anew(tries, now);
    return tries;
}

void count_try(SQLite::Database& access, const Tries& tries, Instant now)
{
    const std::int64_t tried = tries.tried + 1;
    const bool is_stranger = tries.network.empty();
    SQLite::Statement update(
        access, is_stranger ? "UPDATE account SET tried = ?, locked_until = ? WHERE id = ?"
                            : "UPDATE account_network SET tried = ?, locked_until = ? "
                              "WHERE account = ? AND network = ?");
    update.bind(1, tried);
    if (tried >= kTries) {
        const auto doublings = std::min<std::int64_t>(tried - kTries, 6);
        const auto lock = std::min(kShortestLock * (std::int64_t{1} << doublings), kLongestLock);
        update.bind(2, number_of(now + lock));
    }
    update.bind(3, tries.account);
    if (!is_stranger) {
        update.bind(4, tries.network);
    }
    update.exec();
}

void write_as_if_tried(SQLite::Database& access)
{
    access.exec("UPDATE account SET tried = tried WHERE id = (SELECT min(id) FROM account)");
}

void note_right(SQLite::Database& access, const Tries& tries, const std::string& from, Instant now)
{
    if (tries.network.empty()) {
        changed_by(access, "UPDATE account SET tried = 0, locked_until = NULL WHERE id = ?",
                   tries.account);
    }
    SQLite::Statement known(access, "INSERT INTO account_network (account, network, seen_at) "
                                    "VALUES (?, ?, ?) ON CONFLICT (account, network) DO UPDATE SET "
                                    "seen_at = excluded.seen_at, tried = 0, locked_until = NULL");
    known.bind(1, tries.account);
    known.bind(2, network_of(from));
    known.bind(3, number_of(now));
    known.exec();
    SQLite::Statement too_many(
        access, "DELETE FROM account_network WHERE account = ?1 AND (seen_at <= ?2 OR network IN "
                "(SELECT network FROM account_network WHERE account = ?1 "
                "ORDER BY seen_at DESC, network LIMIT -1 OFFSET ?3))");
    too_many.bind(1, tries.account);
    too_many.bind(2, number_of(now - kKnown));
    too_many.bind(3, kMostNetworks);
    too_many.exec();
}

bool is_known(SQLite::Database& access, const std::string& from, Instant now)
{
    SQLite::Statement row(access,
                          "SELECT 1 FROM account_network WHERE network = ? AND seen_at > ?");
    row.bind(1, network_of(from));
    row.bind(2, number_of(now - kKnown));
    return row.executeStep();
}

bool forget_tries(SQLite::Database& access, std::int64_t account)
{
    const auto of_strangers = changed_by(
        access, "UPDATE account SET tried = 0, locked_until = NULL WHERE id = ? AND tried > 0",
        account);
    const auto of_known = changed_by(access,
                                     "UPDATE account_network SET tried = 0, locked_until = NULL "
                                     "WHERE account = ? AND tried > 0",
                                     account);
    return of_strangers + of_known > 0;
}

void forget_networks(SQLite::Database& access, std::int64_t account)
{
    changed_by(access, "DELETE FROM account_network WHERE account = ?", account);
}

} // namespace congto::access
