#include "collector/access/password.h"

#include "collector/access/password_text.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <semaphore>

namespace congto::access {
namespace {

constexpr std::size_t kShortest = 12;
constexpr std::size_t kLongest = 1024;

// Each takes 64 MiB: as many at once as there is memory for on a small machine.
constexpr std::ptrdiff_t kAtOnce = 2;
std::counting_semaphore<kAtOnce> hashing{kAtOnce};

class Turn {
public:
    Turn() { hashing.acquire(); }
    ~Turn() { hashing.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
};

void require_sodium()
{
    static const bool ready = sodium_init() >= 0;
    if (!ready) {
        throw runtime::Failure("libsodium cannot be used on this machine");
    }
}

// "ấấấ" is one character three times.
bool is_one_character(std::string_view text)
{
    const std::size_t length = runtime::first_code_point(text).length;
    for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(length)) {
        if (!rest.starts_with(text.substr(0, length))) {
            return false;
        }
    }
    return true;
}

} // namespace

std::string hash_of(std::string_view typed)
{
    const auto password = password_text(typed);
    if (!password) {
        throw runtime::BadSettings("the password is not text that can be kept");
    }
    require_sodium();
    const Turn turn;
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), password->data(), password->size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw runtime::Unavailable("no memory to hash a password; try again");
    }
    return text.data();
}

bool is_password(std::string_view typed, const std::string& hash)
{
    const auto password = password_text(typed);
    const bool can_be = password && password->size() <= kLongest;
    const std::string_view tried = can_be ? std::string_view(*password) : std::string_view("");
    require_sodium();
    const Turn turn;
    // What can be no password is looked at all the same: it takes as long.
    return crypto_pwhash_str_verify(hash.c_str(), tried.data(), tried.size()) == 0 && can_be;
}

void waste_time_on(std::string_view password)
{
    static const std::string none = hash_of("nobody's");
    static_cast<void>(is_password(password, none));
}

std::optional<std::string> fault_of_password(std::string_view typed, std::string_view account)
{
    if (!runtime::is_valid_utf8(typed)) {
        return "is not UTF-8: write it in an editor or on a terminal that is set to UTF-8";
    }
    if (runtime::escaped(typed) != typed) {
        return "holds a control character";
    }
    const auto password = password_text(typed);
    if (!password) {
        return "holds a character that Unicode does not have";
    }
    if (password->size() > kLongest) {
        return "is longer than 1,024 bytes";
    }
    const auto characters = std::count_if(password->begin(), password->end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    if (static_cast<std::size_t>(characters) < kShortest) {
        return "has fewer than 12 characters";
    }
    if (*password == account || is_one_character(*password)) {
        return "is too easy to guess";
    }
    return std::nullopt;
}

} // namespace congto::access
