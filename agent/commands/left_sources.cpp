#include "agent/commands/left_sources.h"

#include <algorithm>

namespace congto::agent {

bool is_named(const Settings& settings, const std::string& source)
{
    return std::any_of(settings.sources.begin(), settings.sources.end(),
                       [&](const source::SqlSettings& one) { return one.name == source; });
}

std::vector<std::string> left_sources(const Settings& settings,
                                      const std::vector<spool::NamedSource>& held)
{
    std::vector<std::string> faults;
    for (const spool::NamedSource& source : held) {
        if (!source.is_forgotten() && !is_named(settings, source.name)) {
            faults.push_back(settings.spool.file.string() + ": holds the dossiers of source \"" +
                             source.name +
                             "\", which no [[source]] of the settings names; give it that name "
                             "back, or withdraw them: congto-agent source forget " +
                             source.name);
        }
    }
    return faults;
}

} // namespace congto::agent
