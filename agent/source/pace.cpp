#include "agent/source/pace.h"

#include <algorithm>

namespace congto::source {

std::chrono::nanoseconds Pace::wait(Time now) const
{
    return std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(free_at_ - now));
}

void Pace::spent(std::size_t rows, Time now)
{
    if (rows_per_second_ == 0) {
        return;
    }
    const double seconds = static_cast<double>(rows) / static_cast<double>(rows_per_second_);
    free_at_ = std::max(free_at_, now) +
               std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(seconds));
}

} // namespace congto::source
