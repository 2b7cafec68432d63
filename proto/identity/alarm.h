// When a person is to be told that a certificate ends.
#pragma once

#include "proto/model/time.h"

#include <optional>

namespace congto::identity {

// Days before its end that a person is told of: 30, 7, 1, and 0 when it is over. None: not yet, or
// it lives no longer than that at all.
std::optional<int> alarm_before_end(model::Moment begins, model::Moment ends, model::Instant now);

// A number that grows with what is at stake, so that one threshold is an alarm: 1, 2, 3 for 30, 7,
// 1 days before the end, 4 for over, else 0.
double alarm_level(std::optional<int> alarm);

} // namespace congto::identity
