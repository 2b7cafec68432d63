// Pages for who is signed in. Who is not is asked to sign in, and comes back.
#pragma once

#include "collector/dashboard/visit.h"

namespace congto::dashboard {

HttpResponse start_reply(const House& house, const Visit& visit);
// The answer of /api/v1, as a page's link shows it.
HttpResponse figures_page_reply(const House& house, const Visit& visit);

HttpResponse password_form_reply(const House& house, const Visit& visit);
HttpResponse password_reply(const House& house, const Visit& visit, const Fields& form);

} // namespace congto::dashboard
