// What each detector counts and what innocent causes it has, in words for people:
// config/indicators/detectors.toml.
#pragma once

#include "collector/flags/signal.h"
#include "collector/rates/definitions.h"

#include <string>
#include <string_view>

namespace congto::flags {

struct DetectorWords {
    std::string name;
    std::string counts;   // what is counted, and of which dossiers
    std::string told;     // what it needs to be told at all
    std::string innocent; // causes that are no fault of anybody
    std::string ask;      // what to ask the unit

    bool operator==(const DetectorWords&) const = default;
};

// `detector` is one of the catalogue; each has words in both languages.
const DetectorWords& words_of(std::string_view detector, rates::Language language);

// A page for a person to read, of lines no longer than 100 columns.
std::string page_of(std::string_view detector, rates::Language language);

} // namespace congto::flags
