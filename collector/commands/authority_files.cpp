#include "collector/commands/identifying.h"
#include "config/runtime/failure.h"

#include <system_error>

namespace congto::collector {
namespace {

void require_authority(const store::StateDirectory& state)
{
    std::error_code none;
    if (!std::filesystem::exists(state.authority_file(), none)) {
        throw runtime::BadSettings(
            state.authority_file().string() +
            ": is not there; copy the folder back from its safe place, or let congto-collector "
            "init make a new authority: then every agent must enrol anew");
    }
}

} // namespace

std::vector<std::filesystem::path> authority_files(const Settings& settings)
{
    const store::StateDirectory state{settings.state};
    if (settings.identification.has_own_authority()) {
        return {state.authority_file(), state.authority_key_file()};
    }
    if (settings.identification.authority_key) {
        return {settings.listening.tls->ca, *settings.identification.authority_key};
    }
    return {};
}

std::optional<access::Authority> authority_of(const Settings& settings)
{
    const auto files = authority_files(settings);
    if (files.empty()) {
        return std::nullopt;
    }
    if (settings.identification.has_own_authority()) {
        require_authority(store::StateDirectory{settings.state});
    }
    return access::Authority::load(files.front(), files.back());
}

} // namespace congto::collector
