// Signing in and out, and who enters a page.
#pragma once

#include "collector/dashboard/visit.h"

#include <string>
#include <variant>

namespace congto::dashboard {

// Somebody who may see a page: by the session he brings, or one that single sign-on begins with it.
struct Entered {
    access::Session session;
    std::string cookie; // to be set; empty: he brought it
};
// Else the answer that keeps him out: mostly the way to the sign-in page, and from there back.
std::variant<Entered, HttpResponse> entered(const House& house, const Visit& visit);

// A form came after its session: nothing was done, and he may sign in and go on there (way.h).
HttpResponse session_over(const Visit& visit, const std::string& way);

HttpResponse with_cookie(HttpResponse response, std::string cookie);

HttpResponse login_form_reply(const House& house, const Visit& visit);

// Forms that were sent, from a page of this site (origin.h).
HttpResponse login_reply(const House& house, const Visit& visit, const Fields& form);
HttpResponse logout_reply(const House& house, const Visit& visit, const Fields& form);

} // namespace congto::dashboard
