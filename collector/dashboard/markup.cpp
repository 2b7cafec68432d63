#include "collector/dashboard/markup.h"

#include <stdexcept>

namespace congto::dashboard {
namespace {

// In text and in quoted attributes.
std::string escaped(std::string_view text)
{
    std::string safe;
    for (const char letter : text) {
        switch (letter) {
        case '&':
            safe += "&amp;";
            break;
        case '<':
            safe += "&lt;";
            break;
        case '>':
            safe += "&gt;";
            break;
        case '"':
            safe += "&quot;";
            break;
        case '\'':
            safe += "&#39;";
            break;
        default:
            safe += letter;
        }
    }
    return safe;
}

std::string text_of(const Pieces::mapped_type& piece)
{
    const auto* html = std::get_if<Html>(&piece);
    return html != nullptr ? html->text : escaped(std::get<std::string>(piece));
}

} // namespace

Html filled(std::string_view page, const Pieces& pieces)
{
    Html made;
    for (;;) {
        const std::size_t open = page.find("{{");
        made.text += page.substr(0, open);
        if (open == page.npos) {
            return made;
        }
        const std::size_t close = page.find("}}", open);
        const auto name = page.substr(open + 2, close - open - 2);
        const auto piece = pieces.find(name);
        if (close == page.npos || piece == pieces.end()) {
            throw std::logic_error("a page asks for a piece that is not there: " +
                                   std::string(name));
        }
        made.text += text_of(piece->second);
        page.remove_prefix(close + 2);
    }
}

} // namespace congto::dashboard
