// The answers of the store as messages of the contract.
#pragma once

#include "collector/intake/greeting.h"
#include "collector/intake/settings.h"
#include "collector/store/store.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace congto::v1 {
class FromCollector;
class Progress;
} // namespace congto::v1

namespace congto::intake {

template <std::size_t Size>
std::string bytes_of(const std::array<std::uint8_t, Size>& from)
{
    return {from.begin(), from.end()};
}

Refused refusal_of(const store::GreetingRefused& refused);
Refused refusal_of(const store::BatchRefused& refused);

v1::FromCollector message_of(const store::Welcomed& welcomed, const Limits& limits);
v1::FromCollector message_of(const store::Receipt& receipt);
v1::FromCollector message_of(const Refused& why);

// None: a source's number or a count is beyond what there can be.
std::optional<store::ProgressNote> note_of(const v1::Progress& progress, store::SpoolNumber spool);

} // namespace congto::intake
