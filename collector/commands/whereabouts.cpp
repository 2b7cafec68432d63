#include "collector/commands/settings.h"
#include "config/runtime/failure.h"
#include "config/runtime/settings.h"

#include <CLI/CLI.hpp>

namespace congto::collector {

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
    return {state_.empty() ? settings().state : state_};
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
