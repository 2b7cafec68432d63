#include "collector/dashboard/door/door_counts.h"

#include "config/runtime/log.h"

#include <utility>

namespace congto::dashboard {
namespace {

constexpr std::chrono::minutes kBetweenLines{1};

} // namespace

void DoorCounter::lines(std::size_t open)
{
    const std::scoped_lock lock(mutex_);
    counts_.lines = open;
}

void DoorCounter::answered(int status)
{
    const std::scoped_lock lock(mutex_);
    ++counts_.answered.at(static_cast<std::size_t>(status / 100 - 2));
}

void DoorCounter::refused(Refusal refusal, const std::string& from, Time now)
{
    std::uint64_t times = 0;
    {
        const auto place = static_cast<std::size_t>(refusal);
        const std::scoped_lock lock(mutex_);
        ++counts_.refused.at(place);
        Telling& telling = telling_.at(place);
        ++telling.untold;
        if (now < telling.due) {
            return;
        }
        telling.due = now + kBetweenLines;
        times = std::exchange(telling.untold, 0);
    }
    runtime::log(runtime::Severity::info, "refused at the door",
                 {{"reason", words_of(refusal).name}, {"from", from}, {"times", times}});
}

DoorCounts DoorCounter::counts() const
{
    const std::scoped_lock lock(mutex_);
    return counts_;
}

} // namespace congto::dashboard
