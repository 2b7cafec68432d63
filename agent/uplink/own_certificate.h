// The certificate this agent shows: whom it names, and how long it is good.
#pragma once

#include "agent/uplink/identity_file.h"
#include "agent/uplink/settings.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::uplink {

struct OwnCertificate {
    std::string name; // "congto://unit/H44/main"; empty: it names no agent
    model::Moment begins;
    model::Moment ends;
    std::optional<model::Moment> renewal; // two thirds of its life; none: somebody else renews it
};

OwnCertificate own_certificate(const Identity& identity);
// None: the settings name no certificate. Throws runtime::BadSettings: it cannot be read.
std::optional<OwnCertificate> own_certificate(const CollectorSettings& settings);

// Days before its end that a person is told of: 30, 7, 1, and 0 when it is over. None: not yet. One
// that lives no longer than that, or whose renewal had no hour yet, is as it should be.
std::optional<int> alarm_of(const OwnCertificate& own, model::Instant now);

// A sentence for a person: whom it names, until when, and what happens next. `noted`: what the
// spool has of what somebody must mend (report.h).
std::string standing_of(const OwnCertificate& own, model::Instant now, std::string_view noted = {});

} // namespace congto::uplink
