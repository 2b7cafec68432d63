#include "collector/commands/account_listing.h"

#include "proto/model/time.h"

#include <chrono>
#include <string>

namespace congto::collector {
namespace {

std::string standing_of(const access::Account& account, runtime::Instant now)
{
    if (account.disabled) {
        return "disabled";
    }
    return account.is_locked(now) ? "locked" : "good";
}

runtime::Value text_of(runtime::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

} // namespace

runtime::Listing account_listing(const std::vector<access::Account>& accounts, runtime::Instant now)
{
    runtime::Listing listing;
    listing.columns = {{"account", "Account"},
                       {"role", "Role"},
                       {"unit", "Unit"},
                       {"signs_in_by", "Signs in by"},
                       {"state", "State"},
                       {"made", "Made"},
                       {"locked_until", "Locked until"},
                       {"wrong_passwords", "Wrong passwords"}};
    for (const access::Account& account : accounts) {
        const access::Viewer& viewer = account.viewer;
        listing.rows.push_back(
            {viewer.account, std::string(access::word_of(viewer.role)),
             viewer.unit.empty() ? runtime::Value{} : runtime::Value{viewer.unit},
             std::string(account.password.empty() ? "single sign-on" : "password"),
             standing_of(account, now), text_of(account.made_at),
             account.is_locked(now) ? text_of(*account.locked_until) : runtime::Value{},
             account.tried});
    }
    return listing;
}

} // namespace congto::collector
