#include "collector/access/denials.h"

#include "collector/access/audit.h"
#include "collector/access/token.h"
#include "proto/model/time.h"

#include <chrono>

namespace congto::access {
namespace {

// Entries a minute, which nothing removes again: of one host, and of all.
constexpr std::size_t kOfOne = 3;
constexpr std::size_t kOfAll = 5;

std::string text_of(runtime::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

} // namespace

const char* word_of(Denied why)
{
    switch (why) {
    case Denied::malformed:
        return "malformed";
    case Denied::unknown:
        return "unknown";
    case Denied::used:
        return "used";
    case Denied::forbidden:
        return "forbidden";
    case Denied::too_many:
        return "too_many";
    }
    return "malformed";
}

std::string about(const Token& token)
{
    return "token " + std::to_string(token.id) + " of " + token.unit + '/' + token.agent;
}

NotEnrolled no_request()
{
    return {Denied::malformed, "what was sent is no certificate signing request of a key on P-256"};
}

std::optional<NotEnrolled> fault_of_token(const Token& token, const std::string& unit,
                                          runtime::Instant now)
{
    if (token.cancelled) {
        return NotEnrolled{Denied::unknown, "the token was cancelled; ask for a new one",
                           about(token)};
    }
    if (token.over_at <= now) {
        return NotEnrolled{Denied::unknown,
                           "the token was good until " + text_of(token.over_at) +
                               "; ask for a new one",
                           about(token)};
    }
    if (!unit.empty() && unit != token.unit) {
        return NotEnrolled{Denied::forbidden,
                           "the token is of unit " + token.unit +
                               ", and this agent is set up for another; the "
                               "token stays good",
                           about(token)};
    }
    return std::nullopt;
}

Denials::Denials() : of_known_(kOfOne, kOfAll), of_others_(kOfOne, kOfAll) {}

void Denials::count(Denied why)
{
    const std::lock_guard lock(guard_);
    ++counts_[word_of(why)];
}

std::map<std::string, std::uint64_t> Denials::counts() const
{
    const std::lock_guard lock(guard_);
    return counts_;
}

void Denials::note(SQLite::Database& access, const std::string& from, const std::string& act,
                   const NotEnrolled& denied, runtime::Instant now)
{
    EntryPace& pace = denied.about.empty() ? of_others_ : of_known_;
    if (pace.lets(from, now)) {
        enter(access, {now, from, act + " denied", denied.about, denied.detail});
    }
}

} // namespace congto::access
