#include "collector/access/account.h"
#include "collector/access/audit.h"
#include "collector/access/columns.h"
#include "collector/access/session.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace congto::access {
namespace {

std::string sight_of(const Viewer& viewer)
{
    return std::string(word_of(viewer.role)) + (viewer.unit.empty() ? "" : " " + viewer.unit);
}

// How many there were.
int revoke_api_tokens(SQLite::Database& access, std::int64_t account, runtime::Instant now)
{
    SQLite::Statement update(
        access, "UPDATE api_token SET revoked = ? WHERE account = ? AND revoked IS NULL");
    update.bind(1, number_of(now));
    update.bind(2, account);
    return update.exec();
}

} // namespace

bool change_account(SQLite::Database& access, const Viewer& viewer, const std::string& reason,
                    const std::string& actor, runtime::Instant now)
{
    SQLite::Transaction transaction(access, SQLite::TransactionBehavior::IMMEDIATE);
    const auto before = account_named(access, viewer.account);
    if (!before || before->viewer == viewer) {
        return false;
    }
    SQLite::Statement update(access, "UPDATE account SET role = ?, unit = ? WHERE id = ?");
    update.bind(1, std::string(word_of(viewer.role)));
    update.bind(2, viewer.unit);
    update.bind(3, before->id);
    update.exec();
    end_sessions(access, before->id, {});
    const int revoked = revoke_api_tokens(access, before->id, now);
    enter(access, {now, actor, "account change", viewer.account,
                   "was " + sight_of(before->viewer) + ", is " + sight_of(viewer) + "; " +
                       std::to_string(revoked) + " API tokens revoked; " + reason});
    transaction.commit();
    return true;
}

} // namespace congto::access
