// The collector's settings file as a whole.
#include "collector/commands/settings.h"
#include "tests/fuzz/whole_settings.h"

using namespace congto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    fuzz::read_whole(bytes, size, [](runtime::SettingsFile& file) {
        const collector::Settings settings = collector::read_settings(file);
        if (file.faults().empty()) {
            fuzz::require(!settings.state.empty());
            fuzz::require(settings.limits.window_bytes >= settings.limits.batch_limit_bytes);
        }
    });
    return 0;
}
