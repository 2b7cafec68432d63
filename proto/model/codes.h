// Codes of units, bodies, procedures and dossiers: their canonical forms.
#pragma once

#include "proto/model/time.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace congto::model {

// A body or procedure code a batch may hold: at most 64 bytes of UTF-8 without control characters.
// Another has its observation rejected, so none is sent.
inline constexpr std::size_t kMaxCodeBytes = 64;
bool is_lawful_code(std::string_view code);

// Unit code (mã định danh, QĐ 20/2020/QĐ-TTg): 'H' or 'G' and two digits.
bool is_unit_code(std::string_view code);

// The unit a body code belongs to: "H44.14" and "000.17.22.H44" give "H44"; none if it holds none.
std::optional<std::string> unit_of_body(std::string_view body_code);

// Procedure codes (mã TTHC) are equal when their first two groups are: "2.000815.000.00.00.H10"
// gives "2.000815". A code that does not begin with one digit, '.' and six digits is returned
// trimmed: cutting it could make two procedures one.
std::string canonical_procedure(std::string_view code);

// Dossier code (mã hồ sơ): white space removed (Unicode's, and the invisible U+200B, U+2060,
// U+FEFF), ASCII letters upper-cased, hyphens and dashes (U+2010 to U+2015, U+2212) turned into
// '-', all else kept. Empty: there is no code.
std::string canonical_dossier_code(std::string_view code);

// The date yyMMdd inside a canonical dossier code "H56.14-240823-0001": of its groups between '-',
// the first that is neither the first nor the last, has exactly six digits and is a date that
// exists (2000 to 2099).
std::optional<Day> day_in_dossier_code(std::string_view canonical_code);

} // namespace congto::model
