#include "collector/dashboard/signing.h"

#include "collector/access/password.h"
#include "collector/access/password_text.h"
#include "collector/dashboard/cookies.h"
#include "collector/dashboard/pages.h"
#include "collector/dashboard/replies.h"
#include "collector/dashboard/request_headers.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace congto::dashboard {
namespace {

using How = NamedByProxy::How;

HttpResponse with_cookie(HttpResponse response, std::string cookie)
{
    response.headers.emplace_back("Set-Cookie", std::move(cookie));
    return response;
}

HttpResponse message(const Visit& visit, int status, const std::string& title,
                     const std::string& text)
{
    const Language language = visit.language();
    return page_reply(status, message_page(language, title, bad_news(language, text)));
}

HttpResponse malformed(const Visit& visit)
{
    return message(visit, 400, "bad_request_title", "bad_request");
}

// Exactly these, each once.
bool has(const Fields& form, std::initializer_list<const char*> names)
{
    return form.size() == names.size() &&
           std::all_of(names.begin(), names.end(),
                       [&](const char* name) { return only(form, name).has_value(); });
}

// Takes as long, wherever they differ.
bool is_same(const std::string& one, const std::string& other)
{
    unsigned differences = one.size() == other.size() ? 0 : 1;
    for (std::size_t at = 0; at < std::min(one.size(), other.size()); ++at) {
        differences |= static_cast<unsigned char>(one[at]) ^ static_cast<unsigned char>(other[at]);
    }
    return differences == 0;
}

HttpResponse forged(const House& house, const Visit& visit, const OpenSession& open)
{
    note_refusal(house, visit, "forged form", "not a form of this session",
                 open.session.viewer.account);
    return message(visit, 403, "forbidden_title", "forged_form");
}

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

HttpResponse too_many(const Language language)
{
    HttpResponse response =
        page_reply(429, login_page(language, bad_news(language, "login_too_many")));
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

// The one that is asked for, or the last that is over.
std::string month_of(const House& house, const Visit& visit)
{
    const auto asked = only(visit.target.query, "month");
    const auto month = asked ? model::parse_month(*asked) : std::nullopt;
    const auto today = model::day_of(house.clock.now());
    return model::text_of(month.value_or(model::Month{model::month_of(today).number - 1}));
}

HttpResponse start_of(const House& house, const Visit& visit, const access::Session& session)
{
    return page_reply(200, start_page(visit.language(), session, month_of(house, visit)));
}

} // namespace

// Whom single sign-on names sees the page at once: a browser that came from elsewhere brings no
// cookie (SameSite=Strict) after a redirect either, and would be sent round for ever.
HttpResponse start_reply(const House& house, const Visit& visit)
{
    if (const auto open = session_of(house, visit)) {
        return start_of(house, visit, open->session);
    }
    if (visit.named.how != How::somebody) {
        return go_to(in_language("/login", visit.language()));
    }
    if (!is_looked_at(visit.request)) {
        return malformed(visit);
    }
    const auto outcome = by_proxy(house, visit);
    const auto* signed_in = std::get_if<access::SignedIn>(&outcome);
    return signed_in == nullptr ? not_by_proxy(visit, outcome)
                                : with_cookie(start_of(house, visit, signed_in->session),
                                              cookie_of_session(signed_in->secret));
}

HttpResponse login_form_reply(const House& house, const Visit& visit)
{
    const Language language = visit.language();
    if (visit.named.how == How::nobody) {
        return unnamed(visit);
    }
    if (session_of(house, visit)) {
        return go_to(in_language("/", language));
    }
    if (visit.named.how != How::somebody) {
        return page_reply(200, login_page(language, {}));
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
    if (!has(form, {"account", "password"})) {
        return malformed(visit);
    }
    const auto outcome =
        house.people.sign_in(*only(form, "account"), *only(form, "password"), visit.from);
    if (const auto* signed_in = std::get_if<access::SignedIn>(&outcome)) {
        end_brought(house, visit);
        return with_cookie(go_to(in_language("/", language)), cookie_of_session(signed_in->secret));
    }
    if (std::get<access::NotSignedIn>(outcome).why == access::Refused::wrong) {
        return page_reply(401, login_page(language, bad_news(language, "login_wrong")));
    }
    return too_many(language);
}

HttpResponse logout_reply(const House& house, const Visit& visit, const Fields& form)
{
    const auto open = session_of(house, visit);
    if (open && !is_same(only(form, "anti_forgery").value_or(""), open->session.anti_forgery)) {
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

HttpResponse password_form_reply(const House& house, const Visit& visit)
{
    const Language language = visit.language();
    const auto open = session_of(house, visit);
    return open ? page_reply(200, password_page(language, open->session, {}))
                : go_to(in_language("/login", language));
}

HttpResponse password_reply(const House& house, const Visit& visit, const Fields& form)
{
    const Language language = visit.language();
    const auto open = session_of(house, visit);
    if (!open) {
        return go_to(in_language("/login", language));
    }
    if (!is_same(only(form, "anti_forgery").value_or(""), open->session.anti_forgery)) {
        return forged(house, visit, *open);
    }
    if (!has(form, {"anti_forgery", "old_password", "new_password", "new_again"})) {
        return malformed(visit);
    }
    const auto with = [&](int status, Notice notice) {
        return page_reply(status, password_page(language, open->session, std::move(notice)));
    };
    const std::string fresh = *only(form, "new_password");
    if (access::password_text(fresh) != access::password_text(*only(form, "new_again"))) {
        return with(400, bad_news(language, "password_not_same"));
    }
    if (access::fault_of_password(fresh, open->session.viewer.account)) {
        return with(400, bad_news(language, "password_weak"));
    }
    // Why not is said in words of both languages: an old one that is wrong, or too many of them.
    if (house.people.change_password(open->secret, *only(form, "old_password"), fresh,
                                     visit.from)) {
        return with(400, bad_news(language, "password_refused"));
    }
    return with(200, {Notice::Kind::good, word(language, "password_changed")});
}

} // namespace congto::dashboard
