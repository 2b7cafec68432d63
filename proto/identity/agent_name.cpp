#include "proto/identity/agent_name.h"

#include "proto/model/codes.h"

#include <algorithm>

namespace congto::identity {
namespace {

constexpr std::string_view kBeginning = "congto://";
constexpr std::string_view kUnit = "unit/";

} // namespace

std::string uri_of(const AgentName& name)
{
    return std::string(kBeginning) + std::string(name.unit == kMinistry ? "" : kUnit) +
           text_of(name);
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

std::optional<AgentName> named_by(std::string_view uri)
{
    if (!uri.starts_with(kBeginning)) {
        return std::nullopt;
    }
    uri.remove_prefix(kBeginning.size());
    const bool is_agent = uri.starts_with(kUnit);
    uri.remove_prefix(is_agent ? kUnit.size() : 0);
    const auto slash = std::min(uri.find('/'), uri.size());
    const std::string_view unit = uri.substr(0, slash);
    const std::string_view agent = uri.substr(std::min(slash + 1, uri.size()));
    if ((is_agent ? !model::is_unit_code(unit) : unit != kMinistry) || !is_agent_name(agent)) {
        return std::nullopt;
    }
    return AgentName{std::string(unit), std::string(agent)};
}

std::optional<AgentName> holder_of(const Certificate& certificate)
{
    for (const std::string& uri : certificate.uris()) {
        if (auto name = named_by(uri)) {
            return name;
        }
    }
    return std::nullopt;
}

std::optional<AgentName> agent_named_by(const Certificate& certificate)
{
    auto holder = holder_of(certificate);
    return holder && holder->unit != kMinistry ? holder : std::nullopt;
}

} // namespace congto::identity
