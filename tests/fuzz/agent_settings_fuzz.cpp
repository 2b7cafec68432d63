// The agent's settings file as a whole.
#include "agent/commands/settings.h"
#include "tests/fuzz/whole_settings.h"

using namespace congto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    fuzz::read_whole(bytes, size, [](runtime::SettingsFile& file) {
        const agent::Settings settings = agent::read_settings(file);
        if (file.faults().empty()) {
            fuzz::require(!settings.unit.empty() && !settings.sources.empty());
            fuzz::require(!settings.key_file.empty());
        }
    });
    return 0;
}
