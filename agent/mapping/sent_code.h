// Which codes of bodies and procedures are sent as the source writes them. Of this room alone.
#pragma once

#include <string_view>

namespace congto::mapping {

// A code a batch may hold and that nobody can take for a person's: ASCII letters, digits and -._/
// alone, and Đ where no small letter is ("SGDĐT"), without nine digits in a row, which are a phone
// or an identity number, nor as many between dots and hyphens with nothing else (but for a
// procedure's, "2.000815.000.00.00"), and not of a dossier's form ("H56.14-240823-0001"). What a
// program made (a GUID, 24 or 32 hexadecimal digits with a letter) is sent whatever its digits. A
// name without blanks, hooks and accents looks like a code, and is sent.
bool is_sent_code(std::string_view code);

} // namespace congto::mapping
