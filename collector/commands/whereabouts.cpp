#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "config/runtime/failure.h"
#include "config/runtime/settings.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace congto::collector {
namespace {

// To another account all that is in there looks as if it were not.
std::optional<std::string> fault_of_account(const std::filesystem::path& state)
{
    if (::faccessat(AT_FDCWD, state.c_str(), X_OK, AT_EACCESS) == 0 || errno != EACCES) {
        return std::nullopt;
    }
    struct stat seen = {};
    const std::string owner = ::stat(state.c_str(), &seen) == 0
                                  ? name_of(seen.st_uid)
                                  : "the account of the service (congto-collector)";
    return state.string() + ": is closed to " + name_of(::geteuid()) + "; run this as " + owner +
           ": runuser -u ACCOUNT -- congto-collector ...";
}

} // namespace

Settings Whereabouts::settings(std::vector<std::string>& faults) const
{
    Settings settings;
    // The defaults listen on loopback, where plain text is allowed.
    if (state_.empty() || std::filesystem::exists(file_)) {
        try {
            runtime::SettingsFile file(file_);
            settings = read_settings(file);
            const std::vector<std::string> found = file.faults();
            faults.insert(faults.end(), found.begin(), found.end());
        } catch (const runtime::BadSettings& unreadable) {
            faults.insert(faults.end(), unreadable.faults().begin(), unreadable.faults().end());
            settings.state.clear(); // nobody knows where
        }
    }
    if (!state_.empty()) {
        settings.state = state_;
    }
    if (auto fault = fault_of_account(settings.state)) {
        faults.push_back(std::move(*fault));
        settings.state.clear();
    }
    return settings;
}

Settings Whereabouts::settings() const
{
    std::vector<std::string> faults;
    Settings read = settings(faults);
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    return read;
}

store::StateDirectory Whereabouts::state() const
{
    if (state_.empty()) {
        return {settings().state};
    }
    if (auto fault = fault_of_account(state_)) {
        throw runtime::BadSettings(std::move(*fault));
    }
    return {state_};
}

std::shared_ptr<Whereabouts> add_whereabouts(CLI::App& app)
{
    auto where = std::make_shared<Whereabouts>();
    app.add_option("--settings", where->file_, "Settings file")
        ->type_name("FILE")
        ->capture_default_str();
    app.add_option("--state", where->state_,
                   "State directory; wins over the settings file, which may then be absent")
        ->type_name("DIR");
    return where;
}

} // namespace congto::collector
