#include "proto/model/dossier_id.h"

#include "proto/model/little_endian.h"

#include <string_view>

namespace congto::model {

Day DossierId::opened() const
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        number = number << 8U | bytes.at(i);
    }
    return {static_cast<std::int32_t>(number)};
}

std::uint64_t DossierId::sum_part() const
{
    return read_little_endian(&bytes[4]);
}

std::string DossierId::hex() const
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xFU];
    }
    return text;
}

} // namespace congto::model
