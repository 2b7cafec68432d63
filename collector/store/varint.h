// Varints as Protobuf writes them: seven bits a byte, lowest first.
#pragma once

#include "collector/store/damage.h"
#include "config/runtime/failure.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace congto::store {

inline void append_varint(std::string& to, std::uint64_t value)
{
    while (value >= 0x80) {
        to.push_back(static_cast<char>(value | 0x80));
        value >>= 7U;
    }
    to.push_back(static_cast<char>(value));
}

inline std::uint64_t zigzag(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63);
}

inline std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

class VarintReader {
public:
    explicit VarintReader(std::string_view bytes) : bytes_(bytes) {}

    bool done() const { return at_ == bytes_.size(); }

    // Throws runtime::Corrupt: the bytes end inside a number.
    std::uint64_t next()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && at_ < bytes_.size(); shift += 7) {
            const auto byte = static_cast<std::uint8_t>(bytes_[at_++]);
            value |= static_cast<std::uint64_t>(byte & 0x7fU) << shift;
            if ((byte & 0x80U) == 0) {
                return value;
            }
        }
        throw runtime::Corrupt("store.db: a packed row ends in the middle; " +
                               std::string(kMendIt));
    }

private:
    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace congto::store
