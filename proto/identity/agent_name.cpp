#include "proto/identity/agent_name.h"

#include "proto/model/codes.h"

#include <algorithm>

namespace congto::identity {
namespace {

constexpr std::string_view kBeginning = "congto://unit/";

std::optional<AgentName> read(std::string_view uri)
{
    if (!uri.starts_with(kBeginning)) {
        return std::nullopt;
    }
    uri.remove_prefix(kBeginning.size());
    const auto slash = uri.find('/');
    if (slash == std::string_view::npos || !model::is_unit_code(uri.substr(0, slash)) ||
        !is_agent_name(uri.substr(slash + 1))) {
        return std::nullopt;
    }
    return AgentName{std::string(uri.substr(0, slash)), std::string(uri.substr(slash + 1))};
}

} // namespace

std::string uri_of(const AgentName& name)
{
    return std::string(kBeginning) + text_of(name);
}

std::string text_of(const AgentName& name)
{
    return name.unit + '/' + name.agent;
}

bool is_agent_name(std::string_view name)
{
    return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
}

std::optional<AgentName> agent_named_by(const Certificate& certificate)
{
    for (const std::string& uri : certificate.uris()) {
        if (auto name = read(uri)) {
            return name;
        }
    }
    return std::nullopt;
}

} // namespace congto::identity
