#include "proto/identity/alarm.h"

#include <array>
#include <chrono>

namespace congto::identity {

std::optional<int> alarm_before_end(model::Moment begins, model::Moment ends, model::Instant now)
{
    constexpr std::chrono::hours kDay{24};
    if (now >= ends) {
        return 0;
    }
    for (const int days : std::array{1, 7, 30}) {
        if (ends - begins > days * kDay && now >= ends - days * kDay) {
            return days;
        }
    }
    return std::nullopt;
}

double alarm_level(std::optional<int> alarm)
{
    if (!alarm) {
        return 0;
    }
    return *alarm == 30 ? 1 : *alarm == 7 ? 2 : *alarm == 1 ? 3 : 4;
}

} // namespace congto::identity
