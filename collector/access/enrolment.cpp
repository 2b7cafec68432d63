#include "collector/access/enrolment.h"

#include "collector/access/access_file.h"
#include "collector/access/audit.h"
#include "collector/access/renewals.h"
#include "collector/access/signing.h"
#include "collector/access/token.h"
#include "config/runtime/failure.h"
#include "proto/identity/agent_name.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <utility>

namespace congto::access {
namespace {

using identity::Certificate;
using identity::PublicKey;
using runtime::Instant;

// A question that comes so long after its holder went on is no late one. Of a sixth of a life at
// most: certificates may live for minutes.
constexpr std::chrono::milliseconds kLate = std::chrono::minutes(10);

std::string text_of(Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

std::string name_of(const Issued& issued)
{
    return issued.unit + '/' + issued.agent;
}

} // namespace

Enrolment::Enrolment(std::filesystem::path access_file, std::shared_ptr<const Authority> authority,
                     EnrolmentRules rules, runtime::Clock& clock)
    : file_(std::move(access_file)), authority_(std::move(authority)), rules_(rules), clock_(clock),
      pace_(rules.per_minute_of_one, rules.per_minute)
{
}

void Enrolment::take(std::shared_ptr<const Authority> authority)
{
    const std::lock_guard lock(guard_);
    authority_ = std::move(authority);
}

std::shared_ptr<const Authority> Enrolment::authority() const
{
    const std::lock_guard lock(guard_);
    return authority_;
}

// In one transaction: what is denied leaves its entry in the trail too.
template <typename Answer>
Enrolment::Outcome Enrolment::answered(const std::string& from, const char* act, Answer answer)
{
    const std::lock_guard lock(guard_);
    const Instant now = clock_.now();
    if (!pace_.lets(from, now)) {
        denials_.count(Denied::too_many);
        return NotEnrolled{Denied::too_many,
                           "too many ask for certificates; ask again in a minute"};
    }
    const auto access = open_for_writing(file_);
    try {
        SQLite::Transaction transaction(*access, SQLite::TransactionBehavior::IMMEDIATE);
        Outcome outcome = answer(*access, now);
        if (const auto* denied = std::get_if<NotEnrolled>(&outcome)) {
            denials_.count(denied->why);
            denials_.note(*access, from, act, *denied, now);
        }
        transaction.commit();
        return outcome;
    } catch (const SQLite::Exception& failure) { // held for too long, or no room
        throw runtime::Unavailable(file_.string() + ": cannot be written now: " + failure.what());
    }
}

Enrolment::Outcome Enrolment::enroll(const EnrollAsked& asked)
{
    return answered(asked.from, "agent enrol", [&](SQLite::Database& access, Instant now) {
        return enroll_inside(access, asked, now);
    });
}

Enrolment::Outcome Enrolment::renew(const RenewAsked& asked)
{
    return answered(asked.from, "certificate renewal", [&](SQLite::Database& access, Instant now) {
        return renew_inside(access, asked, now);
    });
}

Enrolment::Outcome Enrolment::enroll_inside(SQLite::Database& access, const EnrollAsked& asked,
                                            Instant now) const
{
    const auto key = PublicKey::of_request(asked.signing_request);
    if (!key) {
        return no_request();
    }
    const auto token = token_with_text(access, asked.token);
    if (!token) {
        return NotEnrolled{Denied::unknown,
                           "the token is not known here; was it made by this collector?"};
    }
    if (token->used_at && token->public_key != key->der()) { // also when it is over since
        return NotEnrolled{Denied::used,
                           "the token was used at " + text_of(*token->used_at) +
                               " by another key; if that was not you, tell whoever made it",
                           about(*token)};
    }
    if (auto fault = fault_of_token(*token, asked.unit, now)) {
        return *fault;
    }
    if (token->used_at) {
        const auto before = issued_for_token(access, token->id);
        if (before && !before->revoked) {
            return *before;
        }
        return NotEnrolled{Denied::used,
                           "the token was used at " + text_of(*token->used_at) +
                               ", and the certificate it gave is taken no more; ask for a new one",
                           about(*token)};
    }
    Issued issued = sign(*authority_, {token->unit, token->agent}, *key, rules_.life, now);
    issued.token = token->id;
    note(access, issued);
    const int replaced = revoke_others(access, issued, now);
    SQLite::Statement used(access, "UPDATE token SET used_at = ?, public_key = ? WHERE id = ?");
    used.bind(1, std::int64_t{now.time_since_epoch().count()});
    used.bind(2, issued.public_key.data(), static_cast<int>(issued.public_key.size()));
    used.bind(3, token->id);
    used.exec();
    enter(access, {now, asked.from, "agent enrol", name_of(issued),
                   "token " + std::to_string(token->id) + ", certificate " + issued.serial +
                       (replaced > 0 ? ", in place of an earlier one" : "")});
    return issued;
}

Enrolment::Outcome Enrolment::renew_inside(SQLite::Database& access, const RenewAsked& asked,
                                           Instant now) const
{
    const auto key = PublicKey::of_request(asked.signing_request);
    if (!key) {
        return no_request();
    }
    const auto shown = Certificate::from_der(asked.certificate);
    const auto issued = shown ? holder(access, *shown) : std::nullopt;
    if (!issued) {
        return NotEnrolled{Denied::unknown,
                           "the certificate is not of this collector; enrol the agent anew"};
    }
    const auto holder_key = shown->public_key();
    if (!holder_key ||
        !holder_key->signed_this(renewal_text(asked.signing_request), asked.signature)) {
        return NotEnrolled{Denied::unknown, "the certificate's key did not sign this",
                           name_of(*issued)};
    }
    if (issued->revoked) {
        return NotEnrolled{Denied::forbidden,
                           "the certificate was revoked at " + text_of(*issued->revoked) +
                               "; ask the ministry, and enrol the agent anew",
                           name_of(*issued)};
    }
    if (issued->over_at + rules_.renewable < now) {
        return NotEnrolled{Denied::forbidden,
                           "the certificate was over at " + text_of(issued->over_at) +
                               ", too long ago to be renewed; enrol the agent "
                               "anew",
                           name_of(*issued)};
    }
    take_up(access, issued->serial, now);
    if (auto before = renewed_before(access, issued->serial, key->der());
        before && !before->revoked && before->over_at > now) {
        return *before;
    }
    if (auto fault = fault_of_renewal(access, *issued, now)) {
        return *fault;
    }
    Issued next = sign(*authority_, {issued->unit, issued->agent}, *key, rules_.life, now);
    forget_over(access, next, now - rules_.renewable);
    note(access, next);
    note_renewal(access, next, issued->serial);
    enter(access, {now, "agent " + name_of(next), "certificate renewal", name_of(next),
                   "certificate " + next.serial + " after " + issued->serial});
    return next;
}

std::optional<NotEnrolled> Enrolment::fault_of_renewal(SQLite::Database& access, const Issued& of,
                                                       Instant now) const
{
    const auto followed = followed_at(access, of.serial);
    const bool is_late = followed && now - *followed < std::min(kLate, rules_.life / 6);
    if ((followed && !is_late) || is_copied(access, of.serial)) {
        revoke_copied(access, {of.unit, of.agent}, of.serial, now);
        return NotEnrolled{Denied::forbidden,
                           "the certificate was renewed before, and its holder went on with that "
                           "one: this identity is on two machines, or came back from a copy. Both "
                           "are refused; ask the ministry, and enrol the agent anew",
                           name_of(of)};
    }
    if (is_late) {
        return NotEnrolled{Denied::too_many,
                           "the certificate was renewed a moment ago, and its holder went on with "
                           "that one; ask again later",
                           name_of(of)};
    }
    const std::chrono::milliseconds within =
        std::min<std::chrono::milliseconds>(rules_.life, std::chrono::hours(1));
    if (given_since(access, of, now - within) >= rules_.renewals) {
        return NotEnrolled{Denied::too_many,
                           name_of(of) + " was given " + std::to_string(rules_.renewals) +
                               " certificates within an hour; ask again later",
                           name_of(of)};
    }
    return std::nullopt;
}

std::optional<Issued> Enrolment::holder(SQLite::Database& access, const Certificate& shown) const
{
    const auto& all = authority_->all();
    const bool is_ours = std::any_of(all.begin(), all.end(), [&](const Certificate& authority) {
        return shown.is_signed_by(authority);
    });
    const auto name = identity::agent_named_by(shown);
    if (!is_ours || !name) {
        return std::nullopt;
    }
    const auto ended = ended_at(access, name->unit, name->agent);
    if (auto on_record = issued_with_serial(access, shown.serial())) {
        if (!on_record->revoked && ended && on_record->issued_at < *ended) {
            on_record->revoked = ended;
        }
        return on_record;
    }
    const bool is_ended = ended && shown.not_before() < *ended;
    return Issued{shown.serial(),    name->unit, name->agent,
                  shown.der(),       {},         shown.not_before(),
                  shown.not_after(), {},         is_ended ? ended : std::nullopt};
}

} // namespace congto::access
