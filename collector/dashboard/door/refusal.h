// Why the door refuses.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace congto::dashboard {

enum class Refusal : std::uint8_t {
    malformed,
    header_too_large,
    body_too_large,
    length_required,
    unknown_method,
    unknown_version,
    unknown_expectation,
    sent_too_slowly,
    taken_too_slowly,
    handshake_failed,
    handshake_too_slow,
    too_many_lines,
    too_many_lines_of_one,
    too_many_waiting,
    too_many_waiting_of_one,
    answers_too_large,
    failed, // the site threw, or answered what cannot be sent
};

struct RefusalWords {
    std::string_view name;     // for metrics and the log
    int status = 0;            // that answers it; 0: the line is cut, or nothing is answered
    std::string_view sentence; // for who asked
};

// Every refusal there is, in the order of the enumerators.
inline constexpr std::size_t kRefusals = 17;
const std::array<RefusalWords, kRefusals>& refusal_words();
const RefusalWords& words_of(Refusal refusal);

} // namespace congto::dashboard
