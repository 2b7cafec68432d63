// What both programs' settings promise: every fault at once, each one line.
#pragma once

#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "tests/fuzz/fuzz.h"

#include <string>

namespace congto::fuzz {

template <typename Read>
void read_whole(const std::uint8_t* bytes, std::size_t size, Read read)
{
    try {
        runtime::SettingsFile file(text_of(bytes, size), "fuzz.toml");
        read(file);
        for (const std::string& fault : file.faults()) {
            require(!fault.empty() && fault.find('\n') == std::string::npos);
        }
    } catch (const runtime::BadSettings& bad) {
        require(!bad.faults().empty());
    }
}

} // namespace congto::fuzz
