// Answers of a few kinds, and the headers of all of them.
#pragma once

#include "collector/dashboard/http_message.h"
#include "collector/dashboard/markup.h"

#include <string>
#include <string_view>
#include <vector>

namespace congto::dashboard {

HttpResponse page_reply(int status, Html page);
// "See other": what comes next is asked for by GET.
HttpResponse go_to(const std::string& path);
HttpResponse text_reply(int status, std::string_view type, std::string text);
// {"faults": ["…"]}
HttpResponse faults_reply(int status, const std::vector<std::string>& faults);

// What holds for every answer: no scripts, no frames, nothing guessed, nothing kept unless the
// answer itself says so; and how to say who one is, where that is missing (RFC 9110 11.6.1).
void complete(HttpResponse& response);

} // namespace congto::dashboard
