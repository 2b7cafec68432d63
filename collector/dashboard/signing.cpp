#include "collector/dashboard/signing.h"

#include "collector/dashboard/cookies.h"
#include "collector/dashboard/forms.h"
#include "collector/dashboard/pages.h"
#include "collector/dashboard/replies.h"
#include "collector/dashboard/request_headers.h"
#include "collector/dashboard/way.h"

#include <utility>

namespace congto::dashboard {
namespace {

using How = NamedByProxy::How;

// The one that came is no longer good: what a browser brought before somebody signed in is never
// what he is known by afterwards.
void end_brought(const House& house, const Visit& visit)
{
    if (const std::string brought = session_secret_of(visit.request); !brought.empty()) {
        house.people.sign_out(brought, visit.from);
    }
}

// A page that somebody looks at, not an image or a frame of another site, which could have a
// browser sign in as often as it likes.
bool is_looked_at(const HttpRequest& request)
{
    const auto shown_as = header_named(request, "sec-fetch-dest");
    return !shown_as.present || shown_as.value == "document";
}

access::People::Outcome by_proxy(const House& house, const Visit& visit)
{
    auto outcome = house.people.sign_in_by_proxy(visit.named.account, visit.from);
    if (std::holds_alternative<access::SignedIn>(outcome)) {
        end_brought(house, visit);
    }
    return outcome;
}

HttpResponse too_many(const Language language, const std::string& way)
{
    HttpResponse response =
        page_reply(429, login_page(language, bad_news(language, "login_too_many"), way));
    response.headers.emplace_back("Retry-After", "60");
    return response;
}

HttpResponse not_by_proxy(const Visit& visit, const access::People::Outcome& outcome)
{
    return std::get<access::NotSignedIn>(outcome).why == access::Refused::too_many
               ? message(visit, 429, "login_title", "login_too_many")
               : message(visit, 403, "forbidden_title", "login_unknown");
}

HttpResponse unnamed(const Visit& visit)
{
    return message(visit, 401, "login_title", "login_unnamed");
}

} // namespace

HttpResponse with_cookie(HttpResponse response, std::string cookie)
{
    response.headers.emplace_back("Set-Cookie", std::move(cookie));
    return response;
}

// Whom single sign-on names sees the page at once: a browser that came from elsewhere brings no
// cookie (SameSite=Strict) after a redirect either, and would be sent round for ever.
std::variant<Entered, HttpResponse> entered(const House& house, const Visit& visit)
{
    if (auto open = session_of(house, visit)) {
        return Entered{std::move(open->session), {}};
    }
    if (visit.named.how != How::somebody) {
        return go_to(sign_in_path(way_of(visit.target), visit.language()));
    }
    if (!is_looked_at(visit.request)) {
        return malformed(visit);
    }
    const auto outcome = by_proxy(house, visit);
    const auto* signed_in = std::get_if<access::SignedIn>(&outcome);
    if (signed_in == nullptr) {
        return not_by_proxy(visit, outcome);
    }
    return Entered{signed_in->session, cookie_of_session(signed_in->secret)};
}

HttpResponse session_over(const Visit& visit, const std::string& way)
{
    const Language language = visit.language();
    return visit.named.how == How::elsewhere
               ? page_reply(401, login_page(language, bad_news(language, "session_over"), way))
               : message(visit, 401, "session_over_title", "session_over");
}

HttpResponse login_form_reply(const House& house, const Visit& visit)
{
    const Language language = visit.language();
    if (visit.named.how == How::nobody) {
        return unnamed(visit);
    }
    const std::string way = way_in(visit.target.query);
    if (session_of(house, visit)) {
        return go_to(end_of_way(way, language));
    }
    if (visit.named.how != How::somebody) {
        return page_reply(200, login_page(language, {}, way));
    }
    if (!is_looked_at(visit.request)) {
        return malformed(visit);
    }
    const auto outcome = by_proxy(house, visit);
    const auto* signed_in = std::get_if<access::SignedIn>(&outcome);
    return signed_in == nullptr ? not_by_proxy(visit, outcome)
                                : with_cookie(go_to(in_language("/", language)),
                                              cookie_of_session(signed_in->secret));
}

HttpResponse login_reply(const House& house, const Visit& visit, const Fields& form)
{
    const Language language = visit.language();
    if (visit.named.how != How::elsewhere) { // passwords are not asked for there
        return visit.named.how == How::nobody ? unnamed(visit) : go_to(in_language("/", language));
    }
    if (!has(form, {"account", "password"}) && !has(form, {"account", "password", "to"})) {
        return malformed(visit);
    }
    const std::string way = way_in(form);
    const auto outcome =
        house.people.sign_in(*only(form, "account"), *only(form, "password"), visit.from);
    if (const auto* signed_in = std::get_if<access::SignedIn>(&outcome)) {
        end_brought(house, visit);
        return with_cookie(go_to(end_of_way(way, language)), cookie_of_session(signed_in->secret));
    }
    if (std::get<access::NotSignedIn>(outcome).why == access::Refused::wrong) {
        return page_reply(401, login_page(language, bad_news(language, "login_wrong"), way));
    }
    return too_many(language, way);
}

HttpResponse logout_reply(const House& house, const Visit& visit, const Fields& form)
{
    const auto open = session_of(house, visit);
    if (open && !is_of(open->session, form)) {
        return forged(house, visit, *open);
    }
    if (open) {
        house.people.sign_out(open->secret, visit.from);
    }
    // Whom single sign-on names would be signed in again at once: he is told instead.
    return with_cookie(visit.named.how == How::somebody
                           ? page_reply(200, message_page(visit.language(), "signed_out_title",
                                                          {Notice::Kind::good,
                                                           word(visit.language(), "signed_out")}))
                           : go_to(in_language("/login", visit.language())),
                       cookie_of_none());
}

} // namespace congto::dashboard
