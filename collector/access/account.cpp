#include "collector/access/account.h"

#include "collector/access/audit.h"
#include "collector/access/columns.h"
#include "collector/access/session.h"
#include "collector/access/tries.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr std::size_t kLongestName = 64;

constexpr const char* kColumns =
    "SELECT id, name, role, unit, password, made_at, disabled, tried, locked_until, "
    "(SELECT count(*) FROM account_network WHERE account = account.id), "
    "(SELECT max(locked_until) FROM account_network WHERE account = account.id) FROM account ";

Account account_in(const SQLite::Statement& row)
{
    const auto text = [&](int column) { return row.getColumn(column).getString(); };
    // A role that this program has no word for sees least.
    const Viewer viewer{text(1), role_of(text(2)).value_or(Role::unit), text(3)};
    return {row.getColumn(0).getInt64(),
            viewer,
            text(4),
            instant_in(row.getColumn(5)),
            instant_if_any(row.getColumn(6)),
            row.getColumn(7).getInt64(),
            instant_if_any(row.getColumn(8)),
            row.getColumn(9).getInt64(),
            instant_if_any(row.getColumn(10))};
}

// With its entry, if it changed anything.
bool changed(SQLite::Database& access, SQLite::Statement& update, const Act& act)
{
    if (update.exec() == 0) {
        return false;
    }
    enter(access, act);
    return true;
}

} // namespace

bool is_account_name(std::string_view name)
{
    const auto is_plain = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    };
    return !name.empty() && name.size() <= kLongestName && is_plain(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char letter) {
               return is_plain(letter) ||
                      std::string_view(".-_@").find(letter) != std::string_view::npos;
           });
}

std::string lower_case(std::string_view name)
{
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return lower;
}

std::string_view word_of(Role role)
{
    switch (role) {
    case Role::operators:
        return "operator";
    case Role::ministry:
        return "ministry";
    case Role::unit:
        return "unit";
    }
    return "unit";
}

std::optional<Role> role_of(std::string_view word)
{
    for (const Role role : {Role::operators, Role::ministry, Role::unit}) {
        if (word == word_of(role)) {
            return role;
        }
    }
    return std::nullopt;
}

std::optional<Account> account_named(SQLite::Database& access, const std::string& name)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE name = ?");
    row.bind(1, name);
    return row.executeStep() ? std::optional(account_in(row)) : std::nullopt;
}

std::optional<Account> account_with_id(SQLite::Database& access, std::int64_t id)
{
    SQLite::Statement row(access, std::string(kColumns) + "WHERE id = ?");
    row.bind(1, id);
    return row.executeStep() ? std::optional(account_in(row)) : std::nullopt;
}

std::vector<Account> accounts(SQLite::Database& access)
{
    std::vector<Account> all;
    SQLite::Statement rows(access, std::string(kColumns) + "ORDER BY name");
    while (rows.executeStep()) {
        all.push_back(account_in(rows));
    }
    return all;
}

bool replace_password(SQLite::Database& access, const Account& as_it_was, const std::string& hash)
{
    SQLite::Statement update(access,
                             "UPDATE account SET password = ? WHERE id = ? AND password = ?");
    update.bind(1, hash);
    update.bind(2, as_it_was.id);
    update.bind(3, as_it_was.password);
    if (update.exec() == 0) {
        return false;
    }
    forget_tries(access, as_it_was.id);
    return true;
}

bool make_account(SQLite::Database& access, const Viewer& viewer, const std::string& password,
                  const std::string& actor, Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement insert(access, "INSERT INTO account (name, role, unit, password, made_at) "
                                     "VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING");
    insert.bind(1, viewer.account);
    insert.bind(2, std::string(word_of(viewer.role)));
    insert.bind(3, viewer.unit);
    insert.bind(4, password);
    insert.bind(5, number_of(now));
    const std::string sees = std::string(word_of(viewer.role)) +
                             (viewer.unit.empty() ? "" : " " + viewer.unit) +
                             (password.empty() ? ", by single sign-on" : "");
    const bool is_made =
        changed(access, insert, {now, actor, "account create", viewer.account, sees});
    transaction.commit();
    return is_made;
}

bool disable_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                     Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const auto account = account_named(access, name);
    SQLite::Statement update(access,
                             "UPDATE account SET disabled = ? WHERE name = ? AND disabled IS NULL");
    update.bind(1, number_of(now));
    update.bind(2, name);
    const bool is_changed = changed(access, update, {now, actor, "account disable", name, {}});
    if (is_changed) {
        end_sessions(access, account->id, {});
        forget_networks(access, account->id);
    }
    transaction.commit();
    return is_changed;
}

bool enable_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                    Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement update(access, "UPDATE account SET disabled = NULL WHERE name = ? AND "
                                     "disabled IS NOT NULL");
    update.bind(1, name);
    const bool is_changed = changed(access, update, {now, actor, "account enable", name, {}});
    transaction.commit();
    return is_changed;
}

bool unlock_account(SQLite::Database& access, const std::string& name, const std::string& actor,
                    Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const auto account = account_named(access, name);
    const bool is_changed = account && forget_tries(access, account->id);
    if (is_changed) {
        enter(access, {now, actor, "account unlock", name, {}});
    }
    transaction.commit();
    return is_changed;
}

bool set_password(SQLite::Database& access, const std::string& name, const std::string& password,
                  const std::string& actor, Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const auto account = account_named(access, name);
    const bool is_changed = account && replace_password(access, *account, password);
    if (is_changed) {
        end_sessions(access, account->id, {});
        enter(access, {now, actor, "account password", name,
                       password.empty() ? "none: single sign-on from now on" : ""});
    }
    transaction.commit();
    return is_changed;
}

} // namespace congto::access
