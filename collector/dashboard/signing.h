// Signing in and out, one's password, and the page that shows who is signed in.
#pragma once

#include "collector/dashboard/visit.h"

namespace congto::dashboard {

HttpResponse start_reply(const House& house, const Visit& visit);
HttpResponse login_form_reply(const House& house, const Visit& visit);
HttpResponse password_form_reply(const House& house, const Visit& visit);

// Forms that were sent, from a page of this site (origin.h).
HttpResponse login_reply(const House& house, const Visit& visit, const Fields& form);
HttpResponse logout_reply(const House& house, const Visit& visit, const Fields& form);
HttpResponse password_reply(const House& house, const Visit& visit, const Fields& form);

} // namespace congto::dashboard
