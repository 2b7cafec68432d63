#include "agent/reading/day_codes.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace congto::reading {
namespace {

using namespace std::chrono_literals;

constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();
// A source of more is not what a day claim is for; some 12 MB of memory.
constexpr std::size_t kMostCodes = 1'000'000;

constexpr std::int32_t kOpens = std::chrono::seconds(7h).count();
constexpr std::int32_t kCloses = std::chrono::seconds(17h + 30min).count();
constexpr std::int32_t kSecondsADay = 86'400;

bool is_near(std::int32_t one, std::int32_t next)
{
    return one != kNone && next != kNone &&
           std::abs(std::int64_t{next} - one) <= kBurstApart.count();
}

} // namespace

void DayCodes::add(const mapping::NumberedCode& code, const mapping::MappedRow& row)
{
    if (code.day != day_ || ++codes_ > kMostCodes) {
        return;
    }
    Series& series = series_[code.body];
    Code added{code.number, kNone, kNone};
    if (const auto* mapped = std::get_if<mapping::Mapped>(&row.outcome)) {
        if (!mapped->observation.body.empty()) {
            ++series.bodies[mapped->observation.body];
        }
        const model::DossierState& state = mapped->observation.state;
        if (state.channel == model::Channel::online) {
            added.submitted = seconds_of(state.times.submitted);
            added.received = seconds_of(state.times.received);
        }
    }
    series.codes.push_back(added);
}

std::vector<wire::DaySequence> DayCodes::sequences() const
{
    if (codes_ > kMostCodes) {
        return {};
    }
    std::map<std::string, wire::DaySequence> by_body;
    for (const auto& [beginning, series] : series_) {
        const std::string& body = body_of(beginning, series);
        const Codes codes = distinct(series.codes);
        wire::DaySequence& sum =
            by_body.try_emplace(body, wire::DaySequence{body, 0, 0, 0}).first->second;
        sum.numbered += codes.back().number;
        sum.seen += codes.size();
        sum.in_bursts += in_bursts(codes);
    }
    std::vector<wire::DaySequence> told;
    for (auto& [body, sum] : by_body) {
        // Numbers that count a day's dossiers do not add up to so many: they end at random.
        if (sum.numbered <= wire::kMostOfADay) {
            told.push_back(std::move(sum));
        }
    }
    if (told.size() > wire::kMostSequences) {
        const auto border = told.begin() + static_cast<std::ptrdiff_t>(wire::kMostSequences);
        std::nth_element(told.begin(), border, told.end(),
                         [](const auto& one, const auto& next) { return one.seen > next.seen; });
        told.erase(border, told.end());
        std::sort(told.begin(), told.end(),
                  [](const auto& one, const auto& next) { return one.body < next.body; });
    }
    return told;
}

const std::string& DayCodes::body_of(const std::string& beginning, const Series& series)
{
    const auto most = std::max_element(
        series.bodies.begin(), series.bodies.end(),
        [](const auto& one, const auto& next) { return one.second < next.second; });
    return most == series.bodies.end() ? beginning : most->first;
}

std::int32_t DayCodes::seconds_of(const std::optional<model::Moment>& moment) const
{
    constexpr std::int64_t kFar = 1'000'000'000; // some thirty years
    if (!moment) {
        return kNone;
    }
    const std::int64_t seconds = (*moment - model::start_of(day_)).count();
    return std::abs(seconds) > kFar ? kNone : static_cast<std::int32_t>(seconds);
}

// By number. Of rows with one number an online one with its times says how it came.
DayCodes::Codes DayCodes::distinct(Codes codes)
{
    std::sort(codes.begin(), codes.end(), [](const Code& one, const Code& next) {
        return std::tuple(one.number, next.submitted, next.received) <
               std::tuple(next.number, one.submitted, one.received);
    });
    const auto same = [](const Code& one, const Code& next) { return one.number == next.number; };
    codes.erase(std::unique(codes.begin(), codes.end(), same), codes.end());
    return codes;
}

std::uint64_t DayCodes::in_bursts(const Codes& codes) const
{
    std::uint64_t in_bursts = 0;
    std::size_t run = 0;
    const auto close = [&] {
        in_bursts += run >= kBurst ? run : 0;
        run = 0;
    };
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const Code& code = codes[i];
        const bool follows = run != 0 && code.number == codes[i - 1].number + 1 &&
                             is_near(codes[i - 1].submitted, code.submitted) &&
                             is_near(codes[i - 1].received, code.received);
        if (!follows) {
            close();
        }
        if (code.received != kNone && is_in_office_hours(code.submitted)) {
            ++run;
        } else {
            close();
        }
    }
    close();
    return in_bursts;
}

// Submitted on another day than the code's: by that day's clock.
bool DayCodes::is_in_office_hours(std::int32_t submitted) const
{
    if (submitted == kNone) {
        return false;
    }
    const std::int32_t clock = (submitted % kSecondsADay + kSecondsADay) % kSecondsADay;
    const std::int32_t day = day_.number + (submitted - clock) / kSecondsADay;
    const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(day))};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && clock >= kOpens &&
           clock < kCloses;
}

} // namespace congto::reading
