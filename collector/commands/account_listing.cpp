#include "collector/commands/account_listing.h"

#include "proto/model/time.h"

#include <chrono>
#include <optional>
#include <string>

namespace congto::collector {
namespace {

// None: it is over.
std::optional<runtime::Instant> lock_in(std::optional<runtime::Instant> until, runtime::Instant now)
{
    return until && *until > now ? until : std::nullopt;
}

std::string standing_of(const access::Account& account, runtime::Instant now)
{
    if (account.disabled) {
        return "disabled";
    }
    return lock_in(account.locked_until, now) || lock_in(account.network_locked_until, now)
               ? "locked"
               : "good";
}

runtime::Value text_of(const std::optional<runtime::Instant>& instant)
{
    return instant
               ? runtime::Value{model::text_of(std::chrono::floor<std::chrono::seconds>(*instant))}
               : runtime::Value{};
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
                       {"wrong_passwords", "Wrong passwords"},
                       {"known_hosts", "Known hosts"},
                       {"known_locked_until", "There locked until"}};
    for (const access::Account& account : accounts) {
        const access::Viewer& viewer = account.viewer;
        listing.rows.push_back(
            {viewer.account, std::string(access::word_of(viewer.role)),
             viewer.unit.empty() ? runtime::Value{} : runtime::Value{viewer.unit},
             std::string(account.password.empty() ? "single sign-on" : "password"),
             standing_of(account, now), text_of(account.made_at),
             text_of(lock_in(account.locked_until, now)), account.tried, account.networks,
             text_of(lock_in(account.network_locked_until, now))});
    }
    return listing;
}

} // namespace congto::collector
