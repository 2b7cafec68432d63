// The one cookie: a session's secret.
//
// Its name begins with __Host-: a browser takes and sends it over TLS alone, for this very host and
// every path, and lets no other host set it.
#pragma once

#include "collector/dashboard/http_message.h"

#include <string>

namespace congto::dashboard {

// What the browser brought; empty: nothing, several, or what no session of ours is called.
std::string session_secret_of(const HttpRequest& request);

// Values of Set-Cookie.
std::string cookie_of_session(const std::string& secret);
std::string cookie_of_none();

} // namespace congto::dashboard
