#include "collector/dashboard/way.h"

#include "collector/dashboard/routes.h"

namespace congto::dashboard {
namespace {

constexpr std::size_t kLongest = 1024;

// RFC 3986, 2.3: everything else is escaped.
std::string escaped(std::string_view text)
{
    constexpr std::string_view kPlain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string made;
    for (const char letter : text) {
        if (kPlain.find(letter) != kPlain.npos) {
            made += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        made += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return made;
}

Page page_at(std::string_view path)
{
    const Route* route = route_at(path);
    return route == nullptr ? Page::none : route->page;
}

} // namespace

std::string way_of(const Target& target)
{
    const Page page = page_at(target.path);
    if (page == Page::none) {
        return {};
    }
    std::string query;
    for (const auto& [name, value] : target.query) {
        if (page != Page::spoken || name != "lang") {
            query += (query.empty() ? '?' : '&') + escaped(name) + '=' + escaped(value);
        }
    }
    const bool is_start = target.path == "/" && query.empty();
    return is_start || query.size() > kLongest ? std::string() : target.path + query;
}

std::string way_in(const Fields& fields)
{
    const auto brought = only(fields, "to");
    const auto target = brought ? read_target(*brought) : std::nullopt;
    return target ? way_of(*target) : std::string();
}

std::string end_of_way(const std::string& way, Language language)
{
    if (way.empty()) {
        return in_language("/", language);
    }
    const bool is_spoken = page_at(way.substr(0, way.find('?'))) == Page::spoken;
    return is_spoken ? in_language(way, language) : way;
}

std::string sign_in_path(const std::string& way, Language language)
{
    return in_language(way.empty() ? "/login" : "/login?to=" + escaped(way), language);
}

} // namespace congto::dashboard
