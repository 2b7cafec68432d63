#include "collector/access/api_token.h"

#include "collector/access/account.h"
#include "collector/access/audit.h"
#include "collector/access/columns.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/identity/invitation.h"
#include "proto/model/time.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr const char* kColumns =
    "SELECT api_token.id, account.id, account.name, account.role, account.unit, api_token.name, "
    "api_token.unit, account.disabled, api_token.made_at, over_at, used_at, revoked "
    "FROM api_token JOIN account ON account.id = api_token.account ";

ApiToken token_in(const SQLite::Statement& row)
{
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    ApiToken token;
    token.id = row.getColumn(0).getInt64();
    token.account = row.getColumn(1).getInt64();
    token.viewer = {text(2), role_of(text(3)).value_or(Role::unit), text(4)};
    token.name = text(5);
    token.is_narrower = !text(6).empty();
    if (token.is_narrower) {
        token.viewer.role = Role::unit;
        token.viewer.unit = text(6);
    }
    token.is_disabled = !row.getColumn(7).isNull();
    token.made_at = instant_in(row.getColumn(8));
    token.over_at = instant_in(row.getColumn(9));
    token.used_at = instant_if_any(row.getColumn(10));
    token.revoked = instant_if_any(row.getColumn(11));
    return token;
}

Account holder_of(SQLite::Database& access, const ApiTokenAsked& asked)
{
    const auto account = account_named(access, asked.account);
    const std::string named = "account \"" + runtime::escaped(asked.account) + '"';
    if (!account) {
        throw runtime::BadSettings(named + " is none; congto-collector account list shows them");
    }
    if (account->disabled) {
        throw runtime::BadSettings(named + " is disabled; no token is made for it");
    }
    const Viewer& viewer = account->viewer;
    if (viewer.role == Role::unit && !asked.unit.empty() && asked.unit != viewer.unit) {
        throw runtime::BadSettings(named + " sees unit " + viewer.unit +
                                   " alone; a token cannot see more than its account");
    }
    return *account;
}

} // namespace

std::string make_api_token(SQLite::Database& access, const ApiTokenAsked& asked,
                           const std::string& actor, Instant now)
{
    std::string text = "congto_" + identity::new_token() + identity::new_token();
    const Instant over = now + asked.life;
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const Account holder = holder_of(access, asked);
    SQLite::Statement insert(access, "INSERT INTO api_token (sha256, account, name, unit, made_at, "
                                     "over_at) VALUES (?, ?, ?, ?, ?, ?)");
    bind_hash(insert, 1, text);
    insert.bind(2, holder.id);
    insert.bind(3, asked.name);
    insert.bind(4, asked.unit);
    insert.bind(5, number_of(now));
    insert.bind(6, number_of(over));
    insert.exec();
    enter(access,
          {now, actor, "api-token create", asked.account,
           "API token " + std::to_string(access.getLastInsertRowid()) + " (" + asked.name + ")" +
               (asked.unit.empty() ? "" : ", for " + asked.unit + " alone") + ", good until " +
               model::text_of(std::chrono::floor<std::chrono::seconds>(over))});
    transaction.commit();
    return text;
}

bool revoke_api_token(SQLite::Database& access, std::int64_t id, const std::string& actor,
                      Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(access,
                             "UPDATE api_token SET revoked = ? WHERE id = ? AND revoked IS NULL");
    update.bind(1, number_of(now));
    update.bind(2, id);
    if (update.exec() == 0) {
        return false;
    }
    enter(access, {now, actor, "api-token revoke", "API token " + std::to_string(id), {}});
    transaction.commit();
    return true;
}

std::vector<ApiToken> api_tokens(SQLite::Database& access)
{
    std::vector<ApiToken> all;
    SQLite::Statement rows(access, std::string(kColumns) + "ORDER BY api_token.id DESC");
    while (rows.executeStep()) {
        all.push_back(token_in(rows));
    }
    return all;
}

std::optional<ApiToken> api_token_with_text(SQLite::Database& access, const std::string& text)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE api_token.sha256 = ?");
    bind_hash(row, 1, text);
    return row.executeStep() ? std::optional(token_in(row)) : std::nullopt;
}

void note_used(SQLite::Database& access, const ApiToken& token, Instant now)
{
    SQLite::Statement update(access, "UPDATE api_token SET used_at = ? WHERE id = ?");
    update.bind(1, number_of(now));
    update.bind(2, token.id);
    update.exec();
}

} // namespace congto::access
