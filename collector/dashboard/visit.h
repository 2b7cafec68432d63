// A request as far as it was read, and who brings it.
#pragma once

#include "collector/access/people.h"
#include "collector/dashboard/proxies.h"
#include "collector/dashboard/site.h"
#include "collector/dashboard/target.h"
#include "collector/dashboard/words.h"

#include <optional>
#include <string>

namespace congto::dashboard {

struct Visit {
    const HttpRequest& request;
    Target target;
    std::string from; // the address it comes from, behind our proxies
    NamedByProxy named;

    Language language() const { return language_of(target.query); }
};

// A session that goes on.
struct OpenSession {
    std::string secret;
    access::Session session;
};

// Of the cookie. None: there is none, it is over, or it ends here: through single sign-on a session
// goes on only while that names its account.
std::optional<OpenSession> session_of(const House& house, const Visit& visit);

// By API token, else by session. None: nobody, or a token that is not good, which no cookie stands
// in for.
std::optional<access::Viewer> viewer_of(const House& house, const Visit& visit);

// Counted, and in the trail.
void note_refusal(const House& house, const Visit& visit, const std::string& act,
                  const std::string& why, const std::string& account = {});

} // namespace congto::dashboard
