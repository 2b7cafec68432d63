#include "proto/model/sha256.h"
#include "proto/wire/batch.h"
#include "proto/wire/bytes.h"

namespace congto::wire {

Chain next_chain(const Chain& before, std::string_view body)
{
    return model::sha256(bytes_of(before), body);
}

std::string hex(std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

} // namespace congto::wire
