// What each indicator counts, in words for people: config/indicators/definitions.toml.
#pragma once

#include "collector/rates/indicator.h"
#include "config/runtime/table.h"

#include <string>
#include <string_view>

namespace congto::rates {

enum class Language : std::uint8_t { vietnamese, english };

struct Definition {
    std::string name;
    std::string numerator;
    std::string denominator;
    std::string beside;  // what is shown beside the rate
    std::string used_by; // who else counts so
    std::string source;  // where the definition or its target is from

    bool operator==(const Definition&) const = default;
};

// Every indicator of the catalogue has one in each language.
const Definition& definition_of(const Indicator& indicator, Language language);

// A page for a person to read, of lines no longer than 100 columns.
std::string page_of(const Indicator& indicator, Language language);

// The whole catalogue, a row each: in a table names and one line, for programs every word in both
// languages.
runtime::Listing definitions_listing(runtime::Shape shape, Language language);

} // namespace congto::rates
