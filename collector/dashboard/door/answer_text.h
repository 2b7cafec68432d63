// An answer as it goes on the line. Pure.
#pragma once

#include "collector/dashboard/http_message.h"
#include "config/runtime/clock.h"

#include <optional>
#include <string>

namespace congto::dashboard {

struct AnswerForm {
    bool has_body = true;    // false: it answers HEAD
    bool keeps_line = true;  // false: the line ends with it
    bool only_by_tls = true; // browsers are told to come by TLS alone from now on (RFC 6797)
    runtime::Instant now;
};

// With Date, Server, Content-Length, Connection and Strict-Transport-Security, which are the
// door's: the site's own are left out. None: a header or the status cannot be sent as it is.
std::optional<std::string> text_of(const HttpResponse& response, const AnswerForm& form);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_date(runtime::Instant instant);

} // namespace congto::dashboard
