#include "collector/access/token.h"

#include "collector/access/audit.h"
#include "collector/access/columns.h"
#include "proto/identity/invitation.h"
#include "proto/model/time.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr const char* kColumns =
    "SELECT id, unit, agent, made_at, over_at, cancelled, used_at, public_key FROM token ";

Token token_in(const SQLite::Statement& row)
{
    return {row.getColumn(0).getInt64(),      row.getColumn(1).getString(),
            row.getColumn(2).getString(),     instant_in(row.getColumn(3)),
            instant_in(row.getColumn(4)),     instant_if_any(row.getColumn(5)),
            instant_if_any(row.getColumn(6)), bytes_in(row.getColumn(7))};
}

} // namespace

std::string make_token(SQLite::Database& access, const TokenAsked& asked, const std::string& actor,
                       Instant now)
{
    std::string text = identity::new_token();
    const Instant over = now + asked.life;
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(
        access, "INSERT INTO token (sha256, unit, agent, made_at, over_at) VALUES (?, ?, ?, ?, ?)");
    bind_hash(insert, 1, text);
    insert.bind(2, asked.unit);
    insert.bind(3, asked.agent);
    insert.bind(4, number_of(now));
    insert.bind(5, number_of(over));
    insert.exec();
    enter(access, {now, actor, "token create", asked.unit + '/' + asked.agent,
                   "token " + std::to_string(access.getLastInsertRowid()) + ", good until " +
                       model::text_of(std::chrono::floor<std::chrono::seconds>(over))});
    transaction.commit();
    return text;
}

bool cancel_token(SQLite::Database& access, std::int64_t id, const std::string& actor, Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(access, "UPDATE token SET cancelled = ?1 WHERE id = ?2 AND cancelled "
                                     "IS NULL AND used_at IS NULL AND over_at > ?1");
    update.bind(1, number_of(now));
    update.bind(2, id);
    if (update.exec() == 0) {
        return false;
    }
    enter(access, {now, actor, "token cancel", "token " + std::to_string(id), {}});
    transaction.commit();
    return true;
}

std::vector<Token> tokens(SQLite::Database& access)
{
    std::vector<Token> all;
    SQLite::Statement rows(access, std::string(kColumns) + "ORDER BY id DESC");
    while (rows.executeStep()) {
        all.push_back(token_in(rows));
    }
    return all;
}

std::optional<Token> token_with_text(SQLite::Database& access, const std::string& text)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE sha256 = ?");
    bind_hash(row, 1, text);
    return row.executeStep() ? std::optional(token_in(row)) : std::nullopt;
}

} // namespace congto::access
