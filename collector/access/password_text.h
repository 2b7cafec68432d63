// What of a password is hashed: the same on every keyboard.
//
// macOS and some input methods write Vietnamese letters and their marks apart, Windows writes them
// as one; both are typed by the same person. RFC 8265's OpaqueString: letters and marks are put
// together (Unicode's form NFC), every space is the ASCII one, capitals stay capitals.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace congto::access {

// None: it is not UTF-8, or has a code point that Unicode does not have, of which nobody knows how
// a later edition puts it together (RFC 8264, 8).
std::optional<std::string> password_text(std::string_view typed);

} // namespace congto::access
