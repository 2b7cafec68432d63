#include "proto/identity/invitation.h"

#include "proto/identity/handles.h"

#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace congto::identity {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648, lower case
constexpr std::string_view kHexadecimal = "0123456789abcdef";
constexpr std::size_t kTokenLength = 26;
constexpr std::size_t kFingerprintLength = 64;

std::vector<std::string_view> words_of(std::string_view text)
{
    constexpr std::string_view kBlanks = " \t\r\n\v\f";
    std::vector<std::string_view> words;
    for (auto begin = text.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
        const auto end = std::min(text.find_first_of(kBlanks, begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(kBlanks, end);
    }
    return words;
}

void take_quotes_off(std::string& text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kQuotes{
        {{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"\u201c", "\u201d"}, {"\u2018", "\u2019"}}};
    for (const auto& [open, close] : kQuotes) {
        if (text.size() >= open.size() + close.size() && text.starts_with(open) &&
            text.ends_with(close)) {
            text = text.substr(open.size(), text.size() - open.size() - close.size());
            return;
        }
    }
}

// What people paste, without what a mail, a chat or a manual puts around it. Nothing of a line is
// white space, so whatever it was folded with can go.
std::string unwrapped(std::string_view pasted)
{
    constexpr std::string_view kCommand = "enroll";
    auto words = words_of(pasted);
    const auto command = std::find(words.begin(), words.end(), kCommand);
    if (command != words.end()) {
        words.erase(words.begin(), command + 1);
    }
    std::string line;
    for (const std::string_view word : words) {
        line += word;
    }
    take_quotes_off(line);
    return line;
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
    const std::string unfolded = unwrapped(line);
    if (!why_none(unfolded).empty()) {
        return std::nullopt;
    }
    const auto parts = parts_of(unfolded);
    return Invitation{std::string(parts->address), std::string(parts->token),
                      std::string(parts->fingerprint)};
}

std::string why_none(std::string_view line)
{
    const std::string unfolded = unwrapped(line);
    const auto parts = parts_of(unfolded);
    const auto words = words_of(line);
    if (std::any_of(words.begin(), words.end(),
                    [](std::string_view word) { return word.starts_with("--"); })) {
        return "options stand in it; give what is between them, ADDRESS/TOKEN/FINGERPRINT, alone";
    }
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
        if (parts->fingerprint.size() > kFingerprintLength &&
            is_of(parts->fingerprint.substr(0, kFingerprintLength), kHexadecimal,
                  kFingerprintLength)) {
            return "something follows its fingerprint; give ADDRESS/TOKEN/FINGERPRINT alone";
        }
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
