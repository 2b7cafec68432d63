#include "agent/spool/beside.h"

#include "proto/model/sha256.h"
#include "proto/wire/bytes.h"

#include <cstddef>
#include <cstdint>

namespace congto::spool {
namespace {

constexpr std::size_t kCheck = 8;
constexpr std::size_t kLength = 4;

std::string check_of(std::string_view bytes)
{
    return std::string(wire::bytes_of(model::sha256(bytes)).substr(0, kCheck));
}

std::size_t length_at(std::string_view bytes)
{
    std::size_t length = 0;
    for (std::size_t i = 0; i < kLength; ++i) {
        length |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return length;
}

} // namespace

std::string packed_beside(const std::vector<std::string>& contents)
{
    if (contents.empty()) {
        return "";
    }
    std::string bytes;
    for (const std::string& content : contents) {
        for (std::size_t i = 0; i < kLength; ++i) {
            bytes += static_cast<char>(content.size() >> (8 * i) & 0xFFU);
        }
        bytes += content;
    }
    return check_of(bytes) + bytes;
}

std::optional<std::vector<std::string>> unpacked_beside(std::string_view bytes)
{
    std::vector<std::string> contents;
    if (bytes.empty()) {
        return contents;
    }
    if (bytes.size() < kCheck || check_of(bytes.substr(kCheck)) != bytes.substr(0, kCheck)) {
        return std::nullopt;
    }
    for (bytes.remove_prefix(kCheck); bytes.size() >= kLength;) {
        const std::size_t length = length_at(bytes);
        contents.emplace_back(bytes.substr(kLength, length));
        bytes.remove_prefix(std::min(bytes.size(), kLength + length));
    }
    return contents;
}

} // namespace congto::spool
