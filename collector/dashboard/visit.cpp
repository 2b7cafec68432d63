#include "collector/dashboard/visit.h"

#include "collector/access/account.h"
#include "collector/dashboard/cookies.h"
#include "collector/dashboard/request_headers.h"

namespace congto::dashboard {
namespace {

constexpr std::string_view kBearer = "bearer "; // RFC 9110: a scheme is written as one likes

bool is_bearer(std::string_view authorization)
{
    return access::lower_case(authorization.substr(0, kBearer.size())) == kBearer;
}

bool may_go_on(const access::Session& session, const NamedByProxy& named)
{
    return named.how == NamedByProxy::How::elsewhere ||
           access::lower_case(named.account) == session.viewer.account;
}

} // namespace

std::optional<OpenSession> session_of(const House& house, const Visit& visit)
{
    std::string secret = session_secret_of(visit.request);
    auto session = secret.empty() ? std::nullopt : house.people.session(secret);
    if (!session) {
        return std::nullopt;
    }
    if (!may_go_on(*session, visit.named)) {
        house.people.sign_out(secret, visit.from);
        return std::nullopt;
    }
    return OpenSession{std::move(secret), std::move(*session)};
}

std::optional<access::Viewer> viewer_of(const House& house, const Visit& visit)
{
    const auto authorization = header_named(visit.request, "authorization");
    const bool is_token = is_bearer(authorization.value) && !authorization.repeated;
    // What single sign-on asked a browser for may come along: that is none of ours.
    const bool is_of_proxy = visit.named.how == NamedByProxy::How::somebody && !is_token;
    if (authorization.present && !is_of_proxy) {
        return is_token ? house.people.token_holder(
                              std::string(authorization.value.substr(kBearer.size())), visit.from)
                        : std::nullopt;
    }
    const auto open = session_of(house, visit);
    return open ? std::optional(open->session.viewer) : std::nullopt;
}

void note_refusal(const House& house, const Visit& visit, const std::string& act,
                  const std::string& why, const std::string& account)
{
    house.people.note_refusal(visit.from, act, visit.target.path, why, account);
}

} // namespace congto::dashboard
