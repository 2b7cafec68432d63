#include "collector/upkeep/by_whom.h"

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <system_error>

namespace congto::upkeep {

void enter(const std::filesystem::path& access_file, const ByWhom& by, const std::string& act,
           const std::string& object)
{
    std::error_code unseen;
    if (!std::filesystem::exists(access_file, unseen)) {
        return;
    }
    const auto access = access::open_for_writing(access_file);
    try {
        SQLite::Transaction transaction(*access, SQLite::TransactionBehavior::IMMEDIATE);
        access::enter(*access, {by.at, by.actor, act, object, {}});
        transaction.commit();
    } catch (const SQLite::Exception& failure) {
        throw runtime::Unavailable(access_file.string() + ": the audit trail cannot be written (" +
                                   failure.what() + "), and nothing is done that it does not have");
    }
}

} // namespace congto::upkeep
