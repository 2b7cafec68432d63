// SHA-256, as the contract uses it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace congto::model {

using Sha256 = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4) of `first` followed by `second`. Any thread may call. Throws
// runtime::Failure: OpenSSL offers no SHA-256 here.
Sha256 sha256(std::string_view first, std::string_view second = {});

} // namespace congto::model
