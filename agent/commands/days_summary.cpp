#include "agent/commands/days_summary.h"

#include <algorithm>
#include <array>

namespace congto::agent {
namespace {

using reading::Tier;

constexpr std::array kTiers{Tier::asked,  Tier::never_read, Tier::differs, Tier::today,
                            Tier::recent, Tier::open,       Tier::closed};

void earliest(std::optional<model::Instant>& kept, const std::optional<model::Instant>& other)
{
    if (other && (!kept || *other < *kept)) {
        kept = other;
    }
}

std::uint64_t& count_of(DaysSummary& summary, const spool::DayStand& day)
{
    if (day.claimed == 0) {
        return summary.never_read;
    }
    switch (day.verdict) {
    case spool::DayStanding::none:
        return summary.no_verdict;
    case spool::DayStanding::verified:
        return summary.verified;
    case spool::DayStanding::differs:
        return summary.differs;
    case spool::DayStanding::disputed:
        return summary.disputed;
    }
    return summary.no_verdict;
}

void add(TierSummary& sum, const spool::DayStand& day, model::Instant now)
{
    ++sum.days;
    sum.dossiers += day.dossiers;
    earliest(sum.oldest_reading, day.read_at);
    const auto due = reading::due_at(day.day, sum.tier, day.read_at, reading::kWholeReadings);
    if (!due || *due <= now) { // without a rhythm: as soon as may be
        ++sum.due;
    } else {
        earliest(sum.next, due);
    }
}

double share_of(const DaysSummary& summary, source::Mode mode)
{
    if (mode == source::Mode::follow) {
        return reading::kShareBeside;
    }
    return summary.never_read == 0 ? reading::kShareOfSweep : reading::kShareOfFirstSweep;
}

} // namespace

DaysSummary summary_of(const spool::SourceReport& source, const source::SqlSettings& settings,
                       model::Instant now)
{
    DaysSummary summary;
    std::array<TierSummary, kTiers.size()> tiers;
    for (const Tier tier : kTiers) {
        tiers.at(static_cast<std::size_t>(tier)).tier = tier;
    }
    const bool sweeps = settings.mode == source::Mode::sweep;
    for (const spool::DayStand& day :
         reading::days_to_read(source.days, model::day_of(now),
                               sweeps ? std::optional(settings.sweep_from) : std::nullopt)) {
        ++summary.days;
        ++count_of(summary, day);
        summary.removed += day.removed;
        add(tiers.at(static_cast<std::size_t>(reading::tier_of(day, now))), day, now);
    }
    for (const TierSummary& tier : tiers) {
        if (tier.days != 0) {
            summary.plan.push_back(tier);
            summary.due += tier.due;
            earliest(summary.next, tier.next);
            earliest(summary.all_read_since, tier.oldest_reading);
        }
    }
    if (summary.never_read != 0) {
        summary.all_read_since.reset();
    }
    summary.share = share_of(summary, settings.mode);
    return summary;
}

} // namespace congto::agent
