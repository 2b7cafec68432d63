#include "collector/access/account.h"
#include "collector/access/api_token.h"
#include "collector/access/audit.h"
#include "collector/access/people.h"
#include "collector/access/tries.h"

#include <SQLiteCpp/Database.h>

#include <chrono>

namespace congto::access {
namespace {

using runtime::Instant;

constexpr std::chrono::minutes kSeen{1}; // no more often is a use written down

} // namespace

std::map<std::string, std::uint64_t> People::refusals() const
{
    const std::lock_guard lock(guard_);
    return refusals_;
}

std::optional<Session> People::session(const std::string& secret)
{
    const Instant now = clock_.now();
    std::optional<OpenSession> open;
    std::optional<Account> account;
    in_snapshot([&](SQLite::Database& access) {
        open = open_session(access, secret, rules_.session, now);
        account = open ? account_with_id(access, open->account) : std::nullopt;
    });
    if (!account || account->disabled) {
        return std::nullopt;
    }
    if (now - open->seen_at >= kSeen) {
        if_it_can_be([&](SQLite::Database& writing) { note_seen(writing, secret, now); });
    }
    return Session{account->viewer, anti_forgery_of(secret)};
}

void People::sign_out(const std::string& secret, const std::string& from)
{
    in_transaction([&](SQLite::Database& access) {
        const auto open = open_session(access, secret, rules_.session, clock_.now());
        const auto account = open ? account_with_id(access, open->account) : std::nullopt;
        if (end_session(access, secret) && account) {
            enter(access, {clock_.now(), from, "sign out", account->viewer.account, {}});
        }
    });
}

std::optional<Viewer> People::token_holder(const std::string& text, const std::string& from)
{
    const Instant now = clock_.now();
    std::optional<ApiToken> token;
    in_snapshot([&](SQLite::Database& access) { token = api_token_with_text(access, text); });
    if (!token || !token->is_good(now)) {
        note_refusal(from, "API token", token ? "API token " + std::to_string(token->id) : "",
                     token ? "good no more" : "unknown");
        return std::nullopt;
    }
    if (!token->used_at || now - *token->used_at >= kSeen) {
        if_it_can_be([&](SQLite::Database& access) { note_used(access, *token, now); });
    }
    return token->viewer;
}

// Strangers use up strangers' turns alone.
bool People::is_too_often(const std::string& from)
{
    const Instant now = clock_.now();
    {
        const std::lock_guard lock(guard_);
        if (pace_.lets(from, now)) {
            return false;
        }
    }
    bool known = false;
    in_snapshot([&](SQLite::Database& access) { known = is_known(access, from, now); });
    const std::lock_guard lock(guard_);
    return !known || !pace_of_known_.lets(from, now);
}

} // namespace congto::access
