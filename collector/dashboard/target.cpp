#include "collector/dashboard/target.h"

#include <algorithm>

namespace congto::dashboard {
namespace {

constexpr std::size_t kLongest = 4096;

bool is_visible_ascii(char letter)
{
    return letter > ' ' && letter < '\x7f' && letter != '#';
}

} // namespace

std::optional<Target> read_target(std::string_view text)
{
    if (!text.starts_with('/') || text.size() > kLongest ||
        !std::all_of(text.begin(), text.end(), is_visible_ascii)) {
        return std::nullopt;
    }
    const std::size_t mark = text.find('?');
    auto query = read_fields(mark == text.npos ? std::string_view() : text.substr(mark + 1));
    return query ? std::optional(Target{std::string(text.substr(0, mark)), std::move(*query)})
                 : std::nullopt;
}

} // namespace congto::dashboard
