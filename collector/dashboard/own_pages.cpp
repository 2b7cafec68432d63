#include "collector/dashboard/own_pages.h"

#include "collector/access/password.h"
#include "collector/access/password_text.h"
#include "collector/dashboard/api.h"
#include "collector/dashboard/forms.h"
#include "collector/dashboard/pages.h"
#include "collector/dashboard/replies.h"
#include "collector/dashboard/signing.h"
#include "config/runtime/clock.h"
#include "proto/model/time.h"

#include <utility>

namespace congto::dashboard {
namespace {

// `page` answers the session of who enters.
template <typename Page>
HttpResponse to_whom_enters(const House& house, const Visit& visit, Page page)
{
    auto who = entered(house, visit);
    if (auto* kept_out = std::get_if<HttpResponse>(&who)) {
        return std::move(*kept_out);
    }
    const auto& somebody = std::get<Entered>(who);
    HttpResponse response = page(somebody.session);
    return somebody.cookie.empty() ? response : with_cookie(std::move(response), somebody.cookie);
}

// The one that is asked for, or the last that is over.
std::string month_of(const House& house, const Visit& visit)
{
    const auto asked = only(visit.target.query, "month");
    const auto month = asked ? model::parse_month(*asked) : std::nullopt;
    const auto today = model::day_of(house.clock.now());
    return model::text_of(month.value_or(model::Month{model::month_of(today).number - 1}));
}

} // namespace

HttpResponse start_reply(const House& house, const Visit& visit)
{
    return to_whom_enters(house, visit, [&](const access::Session& session) {
        return page_reply(200, start_page(visit.language(), session, month_of(house, visit)));
    });
}

HttpResponse figures_page_reply(const House& house, const Visit& visit)
{
    return to_whom_enters(house, visit, [&](const access::Session& session) {
        return figures_for(house, visit, session.viewer);
    });
}

HttpResponse password_form_reply(const House& house, const Visit& visit)
{
    return to_whom_enters(house, visit, [&](const access::Session& session) {
        return page_reply(200, password_page(visit.language(), session, {}));
    });
}

HttpResponse password_reply(const House& house, const Visit& visit, const Fields& form)
{
    const Language language = visit.language();
    const auto open = session_of(house, visit);
    if (!open) {
        return session_over(visit, "/password");
    }
    if (!is_of(open->session, form)) {
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
