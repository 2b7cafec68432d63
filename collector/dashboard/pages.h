// The pages for people. Values in, HTML out.
#pragma once

#include "collector/access/people.h"
#include "collector/dashboard/words.h"

#include <optional>
#include <string>

namespace congto::dashboard {

struct Notice {
    enum class Kind : std::uint8_t { bad, good };
    Kind kind = Kind::bad;
    std::string text;
};
// By the word's name.
Notice bad_news(Language language, const std::string& name);

// `way`: where he goes then (way.h).
Html login_page(Language language, const std::optional<Notice>& notice, const std::string& way);
// `month`: whose figures are linked, "2026-08".
Html start_page(Language language, const access::Session& session, const std::string& month);
Html password_page(Language language, const access::Session& session,
                   const std::optional<Notice>& notice);
// Of a request that has no page: `title` is a word's name.
Html message_page(Language language, const std::string& title, const Notice& notice);

} // namespace congto::dashboard
