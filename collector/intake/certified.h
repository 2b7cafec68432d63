// Who an agent is, by the certificate of its line.
#pragma once

#include "proto/model/time.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace congto::intake {

// 9999-12-31T23:59:59Z: what RFC 5280 says for "no end".
inline constexpr model::Moment kNeverOver{std::chrono::seconds(253'402'300'799)};

struct Certified {
    std::string unit;   // code; empty: the certificate names none, and no greeting equals it
    std::string agent;  // what stands behind the unit: "main"
    std::string serial; // lower-case hexadecimal
    model::Moment issued_at;
    model::Moment over_at = kNeverOver;
};

// The certificate as the line shows it (PEM). "congto://unit/H44/main" names H44; of several names
// the first of that form counts. Unreadable: names nobody.
Certified certified_by(std::string_view pem);

// Why a certificate that the line's own check took is not taken; none: it is. Throws
// runtime::Unavailable: that is not known now. Any thread may call.
using AdmissionCheck = std::function<std::optional<std::string>(const Certified&)>;

// Told once of each stream whose agent went on after it was welcomed. Any thread may call.
using CertificateUse = std::function<void(const Certified&)>;

} // namespace congto::intake
