// Checks what an agent says of itself before anything is done with it.
#pragma once

#include "collector/store/store.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace congto::v1 {
class Greeting;
class FromCollector;
} // namespace congto::v1

namespace congto::intake {

inline constexpr std::uint32_t kProtocol = 1; // the only one so far

// Why a stream ends, as the contract words it. The numbers are those of congto.v1.Reason.
enum class Reason : std::uint8_t {
    busy = 1,
    shutting_down = 2,
    replaced = 3,
    sequence_gap = 4,
    protocol = 5,
    unknown_unit = 6,
    key_differs = 7,
    digest_edition = 8,
    malformed = 9,
    too_large = 10,
    chain_differs = 11,
    forbidden = 12,
};

std::string_view name_of(Reason reason);

struct Refused {
    Reason reason = Reason::malformed;
    std::string detail; // one sentence for a person
    std::uint64_t expected_sequence = 0;
    std::string_view cause{}; // finer than the reason, for the operator; empty: the reason's name
};

// The unit a code stands for today; none: no such unit is in the register.
using UnitLookup = std::function<std::optional<store::UnitId>(std::string_view code)>;

// `certified_unit`: the code in the agent's certificate; none on a plain line of this machine.
std::variant<store::SpoolGreeting, Refused>
checked(const v1::Greeting& greeting, const std::optional<std::string>& certified_unit,
        const UnitLookup& unit_of);

} // namespace congto::intake
