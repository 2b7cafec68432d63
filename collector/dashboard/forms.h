// What forms must bring, and what is said when they do not.
#pragma once

#include "collector/dashboard/visit.h"

#include <initializer_list>
#include <string>

namespace congto::dashboard {

// Exactly these, each once.
bool has(const Fields& form, std::initializer_list<const char*> names);
// It carries the session's mark. Takes as long, wherever they differ.
bool is_of(const access::Session& session, const Fields& form);

// A page with one message; `title` and `text` are words' names.
HttpResponse message(const Visit& visit, int status, const std::string& title,
                     const std::string& text);
HttpResponse malformed(const Visit& visit);
// Counted, and in the trail.
HttpResponse forged(const House& house, const Visit& visit, const OpenSession& open);

} // namespace congto::dashboard
