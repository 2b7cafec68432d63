// Pages made of pieces of HTML and of text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace congto::dashboard {

// Is HTML already.
struct Html {
    std::string text;
};

using Pieces = std::map<std::string, std::variant<std::string, Html>, std::less<>>;

// Every {{name}} of the page is replaced by that piece. What is no Html is escaped: here, and
// nowhere else. Throws std::logic_error: a name that no piece has.
Html filled(std::string_view page, const Pieces& pieces);

} // namespace congto::dashboard
