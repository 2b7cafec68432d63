#include "proto/identity/invitation.h"

#include "proto/identity/handles.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace congto::identity {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648, lower case
constexpr std::string_view kHexadecimal = "0123456789abcdef";
constexpr std::size_t kTokenLength = 26;
constexpr std::size_t kFingerprintLength = 64;

std::string_view trimmed(std::string_view line)
{
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = line.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

bool is_of(std::string_view text, std::string_view letters, std::size_t length)
{
    return text.size() == length && text.find_first_not_of(letters) == std::string_view::npos;
}

bool is_address(std::string_view text)
{
    const auto colon = text.rfind(':');
    const auto is_name_letter = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') ||
               std::string_view(".-_:[]").find(letter) != std::string_view::npos;
    };
    return colon != std::string_view::npos && colon > 0 &&
           std::all_of(text.begin(), text.end(), is_name_letter) && text.size() - colon - 1 <= 5 &&
           text.size() - colon > 1 &&
           text.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

struct Parts {
    std::string_view address;
    std::string_view token;
    std::string_view fingerprint;
};

std::optional<Parts> parts_of(std::string_view line)
{
    const auto first = line.find('/');
    const auto second = first == std::string_view::npos ? first : line.find('/', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    return Parts{line.substr(0, first), line.substr(first + 1, second - first - 1),
                 line.substr(second + 1)};
}

} // namespace

std::string line_of(const Invitation& invitation)
{
    return invitation.address + '/' + invitation.token + '/' + invitation.fingerprint;
}

std::optional<Invitation> read_invitation(std::string_view line)
{
    if (!why_none(line).empty()) {
        return std::nullopt;
    }
    const auto parts = parts_of(trimmed(line));
    return Invitation{std::string(parts->address), std::string(parts->token),
                      std::string(parts->fingerprint)};
}

std::string why_none(std::string_view line)
{
    const auto parts = parts_of(trimmed(line));
    if (!parts) {
        return "it is not ADDRESS/TOKEN/FINGERPRINT, as congto-collector token create prints it";
    }
    if (!is_address(parts->address)) {
        return "what stands before its first \"/\" is no address with a port";
    }
    if (!is_of(parts->token, kLetters, kTokenLength)) {
        return "its token is not " + std::to_string(kTokenLength) +
               " characters of a-z and 2-7; was part of the line lost?";
    }
    if (!is_of(parts->fingerprint, kHexadecimal, kFingerprintLength)) {
        return "its fingerprint is not " + std::to_string(kFingerprintLength) +
               " characters of 0-9 and a-f; was part of the line lost?";
    }
    return {};
}

std::string new_token()
{
    std::array<std::uint8_t, kTokenLength> random{};
    require(RAND_priv_bytes(random.data(), static_cast<int>(random.size())) == 1, "random bytes");
    std::string token;
    for (const std::uint8_t byte : random) {
        token += kLetters[byte & 31U];
    }
    return token;
}

} // namespace congto::identity
