// Passwords of accounts: argon2id (RFC 9106) by libsodium, two passes over 64 MiB.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace congto::access {

// With its salt and costs, as text of at most 128 characters. Takes some tenths of a second and
// 64 MiB. Throws runtime::Unavailable: there is no memory for it; runtime::BadSettings: it is no
// text (fault_of_password() says it better).
std::string hash_of(std::string_view password);
// Takes as long, whether it is, is not, or can be none. Letters and their marks may be typed as one
// or apart (password_text.h).
bool is_password(std::string_view password, const std::string& hash);
// As long as is_password, for an account that does not exist: who asks learns nothing by time.
void waste_time_on(std::string_view password);

// What is wrong with a new password; none: nothing. At least 12 characters, at most 1,024 bytes of
// UTF-8, as it is hashed; no control characters, which no form can hold; not the account's name,
// and not one character alone.
std::optional<std::string> fault_of_password(std::string_view password, std::string_view account);

} // namespace congto::access
