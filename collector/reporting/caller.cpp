#include "collector/reporting/caller.h"

#include "config/runtime/text.h"

namespace congto::reporting {
namespace {

constexpr std::string_view kMinistry = "congto://ministry/";
constexpr std::string_view kUnit = "congto://unit/";

std::optional<Caller> named_by(std::string_view uri)
{
    if (uri.starts_with(kMinistry) && uri.size() > kMinistry.size()) {
        return Caller{true, {}};
    }
    if (!uri.starts_with(kUnit)) {
        return std::nullopt;
    }
    uri.remove_prefix(kUnit.size());
    const auto code = uri.substr(0, uri.find('/'));
    return code.empty() || code.size() == uri.size()
               ? std::nullopt
               : std::optional(Caller{false, std::string(code)});
}

} // namespace

Caller on_plain_line()
{
    return {true, {}};
}

Caller certified(const std::vector<std::string_view>& uris)
{
    for (const std::string_view uri : uris) {
        if (auto caller = named_by(uri)) {
            return *caller;
        }
    }
    return {};
}

std::optional<std::string> refusal(const Caller& caller, std::string_view unit)
{
    if (caller.sees_all || (!caller.unit.empty() && caller.unit == unit)) {
        return std::nullopt;
    }
    if (caller.unit.empty()) {
        return "the certificate names neither a unit (congto://unit/H44/…) nor the ministry "
               "(congto://ministry/…)";
    }
    return "the certificate is of unit " + runtime::escaped(caller.unit) +
           " and sees its figures alone" +
           (unit.empty() ? ": ask for that unit" : ", not those of " + runtime::escaped(unit));
}

} // namespace congto::reporting
