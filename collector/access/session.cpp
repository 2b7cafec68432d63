#include "collector/access/session.h"

#include "collector/access/columns.h"
#include "proto/identity/invitation.h"
#include "proto/model/sha256.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {

using runtime::Instant;

std::string begin_session(SQLite::Database& access, std::int64_t account, const SessionLife& life,
                          Instant now)
{
    SQLite::Statement over(access, "DELETE FROM session WHERE made_at <= ? OR seen_at <= ?");
    over.bind(1, number_of(now - life.longest));
    over.bind(2, number_of(now - life.idle));
    over.exec();
    SQLite::Statement too_many(
        access, "DELETE FROM session WHERE sha256 IN (SELECT sha256 FROM session WHERE account = ? "
                "ORDER BY seen_at DESC, made_at DESC LIMIT -1 OFFSET ?)");
    too_many.bind(1, account);
    too_many.bind(2, kMostSessions - 1);
    too_many.exec();
    std::string secret = identity::new_token() + identity::new_token();
    SQLite::Statement insert(
        access, "INSERT INTO session (sha256, account, made_at, seen_at) VALUES (?, ?, ?3, ?3)");
    bind_hash(insert, 1, secret);
    insert.bind(2, account);
    insert.bind(3, number_of(now));
    insert.exec();
    return secret;
}

std::optional<OpenSession> open_session(SQLite::Database& access, const std::string& secret,
                                        const SessionLife& life, Instant now)
{
    SQLite::Statement row(access, "SELECT account, seen_at FROM session "
                                  "WHERE sha256 = ? AND made_at > ? AND seen_at > ?");
    bind_hash(row, 1, secret);
    row.bind(2, number_of(now - life.longest));
    row.bind(3, number_of(now - life.idle));
    if (!row.executeStep()) {
        return std::nullopt;
    }
    return OpenSession{row.getColumn(0).getInt64(), instant_in(row.getColumn(1))};
}

void note_seen(SQLite::Database& access, const std::string& secret, Instant now)
{
    SQLite::Statement update(access, "UPDATE session SET seen_at = ? WHERE sha256 = ?");
    update.bind(1, number_of(now));
    bind_hash(update, 2, secret);
    update.exec();
}

bool end_session(SQLite::Database& access, const std::string& secret)
{
    SQLite::Statement remove(access, "DELETE FROM session WHERE sha256 = ?");
    bind_hash(remove, 1, secret);
    return remove.exec() > 0;
}

void end_sessions(SQLite::Database& access, std::int64_t account, const std::string& keep)
{
    SQLite::Statement remove(access, "DELETE FROM session WHERE account = ? AND sha256 <> ?");
    remove.bind(1, account);
    bind_hash(remove, 2, keep);
    remove.exec();
}

std::string anti_forgery_of(const std::string& secret)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : model::sha256("congto form 1\n", secret)) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

} // namespace congto::access
