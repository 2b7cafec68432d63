#include "collector/access/people.h"

#include "collector/access/access_file.h"
#include "collector/access/account.h"
#include "collector/access/audit.h"
#include "collector/access/password.h"
#include "collector/access/tries.h"
#include "config/runtime/failure.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <chrono>
#include <utility>

namespace congto::access {
namespace {

using runtime::Instant;

// Refusals in the trail, a minute: strangers must not fill the disk with what cannot be removed.
constexpr std::size_t kEntries = 20;
constexpr std::size_t kEntriesOfOne = 5;

// By single sign-on, a minute: a browser that brings no cookie signs in with each page.
constexpr std::size_t kByProxy = 600;
constexpr std::size_t kByProxyOfOne = 10;

constexpr int kPatience = 100; // milliseconds, for what may be left out

NotSignedIn wrong()
{
    return {Refused::wrong, "name and password do not fit, or too many were tried for that name: "
                            "after five wrong ones it waits a minute, then longer"};
}

} // namespace

People::People(std::filesystem::path access_file, PeopleRules rules, runtime::Clock& clock)
    : file_(std::move(access_file)), rules_(rules), clock_(clock),
      pace_(rules.per_minute_of_one, rules.per_minute),
      pace_of_known_(rules.per_minute_of_one, rules.per_minute), entries_(kEntriesOfOne, kEntries),
      entries_of_known_(kEntriesOfOne, kEntries), by_proxy_(kByProxyOfOne, kByProxy)
{
}

// What SQLite throws, for a person.
void People::in_transaction(const std::function<void(SQLite::Database&)>& work) const
{
    const auto access = open_for_writing(file_);
    try {
        SQLite::Transaction transaction(*access, SQLite::TransactionBehavior::IMMEDIATE);
        work(*access);
        transaction.commit();
    } catch (const SQLite::Exception& failure) {
        throw runtime::Unavailable(file_.string() + ": cannot be written now: " + failure.what() +
                                   "; try again");
    }
}

void People::if_it_can_be(const std::function<void(SQLite::Database&)>& work) const
{
    try {
        const auto access = open_for_writing(file_);
        access->setBusyTimeout(kPatience);
        SQLite::Transaction transaction(*access, SQLite::TransactionBehavior::IMMEDIATE);
        work(*access);
        transaction.commit();
    } catch (const SQLite::Exception&) {
        return;
    } catch (const runtime::Unavailable&) {
        return;
    }
}

void People::in_snapshot(const std::function<void(SQLite::Database&)>& work) const
{
    const auto access = open_for_reading(file_);
    try {
        SQLite::Transaction transaction(*access);
        work(*access);
    } catch (const SQLite::Exception& failure) {
        throw runtime::Unavailable(file_.string() + ": cannot be read now: " + failure.what() +
                                   "; try again");
    }
}

void People::note_refusal(const std::string& from, const std::string& act,
                          const std::string& object, const std::string& detail,
                          const std::string& account)
{
    const Instant now = clock_.now();
    {
        const std::lock_guard lock(guard_);
        ++refusals_[act];
        if (account.empty() ? !entries_.lets(from, now) : !entries_of_known_.lets(account, now)) {
            return;
        }
    }
    in_transaction([&](SQLite::Database& access) {
        enter(access, {now, account.empty() ? from : account + " from " + from, act + " refused",
                       object, detail});
    });
}

// One try of a password.
struct People::Try {
    std::string known_as;           // empty: nobody; what was typed for a name may be a password
    std::optional<Account> account; // as it was before; none: none may be tried
    Tries tries;                    // of it, as they were before

    // Takes as long, whatever is so.
    bool is_right(const std::string& password) const
    {
        if (!account) {
            waste_time_on(password);
            return false;
        }
        return is_password(password, account->password);
    }
};

People::Try People::counted_try(const std::string& name, const std::string& from)
{
    Try tried;
    in_transaction([&](SQLite::Database& access) {
        const Instant now = clock_.now();
        auto account = is_account_name(name) ? account_named(access, name) : std::nullopt;
        tried.known_as = account ? name : "";
        // Who is no account has counts as one: it takes as long to look.
        tried.tries = tries_of(access, account.value_or(Account()), from, now);
        const bool may_try = account && !account->disabled && !account->password.empty() &&
                             !tried.tries.is_locked(now);
        if (may_try) {
            count_try(access, tried.tries, now);
            tried.account = std::move(account);
        } else {
            write_as_if_tried(access); // it takes as long
        }
    });
    return tried;
}

SignedIn People::begin(SQLite::Database& access, const Account& account, const std::string& from,
                       const std::string& how)
{
    const Instant now = clock_.now();
    std::string secret = begin_session(access, account.id, rules_.session, now);
    enter(access, {now, from, "sign in", account.viewer.account, how});
    std::string anti_forgery = anti_forgery_of(secret);
    return {std::move(secret), {account.viewer, std::move(anti_forgery)}};
}

People::Outcome People::sign_in(const std::string& given, const std::string& password,
                                const std::string& from)
{
    const std::string name = lower_case(given);
    if (is_too_often(from)) {
        note_refusal(from, "sign in", {}, "too often");
        return NotSignedIn{Refused::too_many, "too many try to sign in; try again in a minute"};
    }
    const Try tried = counted_try(name, from);
    std::optional<SignedIn> signed_in;
    if (tried.is_right(password)) {
        in_transaction([&](SQLite::Database& access) {
            // Somebody may have changed it while its password was looked at.
            const auto now = account_with_id(access, tried.account->id);
            if (now && !now->disabled && now->password == tried.account->password) {
                note_right(access, tried.tries, from, clock_.now());
                signed_in = begin(access, *now, from, "by password");
            }
        });
    }
    if (!signed_in) {
        note_refusal(from, "sign in", tried.known_as, {});
        return wrong();
    }
    return std::move(*signed_in);
}

People::Outcome People::sign_in_by_proxy(const std::string& given, const std::string& from)
{
    const std::string name = lower_case(given);
    {
        const std::lock_guard lock(guard_);
        if (!by_proxy_.lets(name, clock_.now())) {
            ++refusals_["single sign-on"];
            return NotSignedIn{Refused::too_many, "signed in too often; try again in a minute"};
        }
    }
    std::optional<SignedIn> signed_in;
    in_transaction([&](SQLite::Database& access) {
        const auto account = is_account_name(name) ? account_named(access, name) : std::nullopt;
        if (account && !account->disabled && account->password.empty()) {
            signed_in = begin(access, *account, from, "by single sign-on");
        }
    });
    if (!signed_in) {
        note_refusal(from, "single sign-on", is_account_name(name) ? name : "", "no such account");
        return NotSignedIn{Refused::wrong, "nobody of that name may sign in here; ask an operator"};
    }
    return std::move(*signed_in);
}

std::optional<std::string> People::change_password(const std::string& secret,
                                                   const std::string& old_one,
                                                   const std::string& new_one,
                                                   const std::string& from)
{
    const auto open = session(secret);
    if (!open) {
        return "the session is over; sign in again";
    }
    const std::string& name = open->viewer.account;
    if (is_too_often(from)) {
        note_refusal(from, "account password", name, "too often");
        return "too many try; try again in a minute";
    }
    if (const auto fault = fault_of_password(new_one, name)) {
        return "the new password " + *fault;
    }
    const Try tried = counted_try(name, from);
    if (!tried.is_right(old_one)) {
        note_refusal(from, "account password", name, {});
        return "the old password is not right, or too many were tried: after five wrong ones it "
               "waits a minute, then longer";
    }
    const std::string hash = hash_of(new_one);
    bool is_replaced = false;
    in_transaction([&](SQLite::Database& access) {
        is_replaced = replace_password(access, *tried.account, hash);
        if (is_replaced) {
            end_sessions(access, tried.account->id, secret);
            enter(access, {clock_.now(), from, "account password", name, "by himself"});
        }
    });
    return is_replaced ? std::nullopt
                       : std::optional<std::string>("somebody else changed it just now; try again");
}

} // namespace congto::access
