#include "agent/commands/status_days.h"

#include "agent/reading/day_plan.h"

#include <algorithm>
#include <array>

namespace congto::agent {
namespace {

using reading::Tier;
using runtime::Listing;
using runtime::Value;
using std::chrono::milliseconds;

constexpr std::array kTiers{Tier::asked,  Tier::never_read, Tier::differs, Tier::today,
                            Tier::recent, Tier::open,       Tier::closed};

Value number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

Value when(const std::optional<model::Instant>& instant)
{
    return instant ? Value{model::text_of(std::chrono::floor<std::chrono::seconds>(*instant))}
                   : Value{};
}

// "10s", "5m", "6h", "30d", as settings write them; absent: never.
Value every(milliseconds wait)
{
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits{
        {{86'400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}}};
    const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(wait).count();
    for (const auto& [length, unit] : kUnits) {
        if (seconds != 0 && seconds % length == 0) {
            return std::to_string(seconds / length) + unit;
        }
    }
    return {};
}

// Of days read so often; one digit.
Value rows_a_minute(std::uint64_t dossiers, milliseconds whole, milliseconds look)
{
    constexpr double kMinute = 60'000;
    double rows = 0;
    for (const milliseconds wait : {whole, look}) {
        if (wait != milliseconds{}) {
            rows += static_cast<double>(dossiers) * kMinute / static_cast<double>(wait.count());
        }
    }
    const auto tenths = static_cast<std::uint64_t>(rows * 10 + 0.5);
    return runtime::Decimal{std::to_string(tenths / 10) + "." + std::to_string(tenths % 10), ""};
}

struct TierSum {
    std::uint64_t days = 0;
    std::uint64_t dossiers = 0;
    std::optional<model::Instant> oldest;
    std::optional<model::Instant> next;
};

void earliest(std::optional<model::Instant>& kept, const std::optional<model::Instant>& other)
{
    if (other && (!kept || *other < *kept)) {
        kept = other;
    }
}

const source::SqlSettings* settings_of(const Settings& settings, const std::string& name)
{
    const auto found =
        std::find_if(settings.sources.begin(), settings.sources.end(),
                     [&](const source::SqlSettings& one) { return one.name == name; });
    return found == settings.sources.end() ? nullptr : &*found;
}

std::vector<spool::DayStand> days_of(const spool::SourceReport& source,
                                     const source::SqlSettings& settings, model::Instant now)
{
    const bool sweeps = settings.mode == source::Mode::sweep;
    return reading::days_to_read(source.days, model::day_of(now),
                                 sweeps ? std::optional(settings.sweep_from) : std::nullopt);
}

void add_days(Listing& listing, const spool::SourceReport& source,
              const source::SqlSettings& settings, model::Instant now)
{
    std::array<std::uint64_t, 4> standing{};
    std::uint64_t unclaimed = 0;
    std::uint64_t removed = 0;
    std::optional<model::Instant> oldest;
    const std::vector<spool::DayStand> days = days_of(source, settings, now);
    for (const spool::DayStand& day : days) {
        removed += day.removed;
        if (day.claimed == 0) {
            ++unclaimed;
            continue;
        }
        ++standing.at(static_cast<std::size_t>(day.verdict));
        earliest(oldest, day.read_at);
    }
    const auto of = [&](spool::DayStanding one) {
        return number(standing.at(static_cast<std::size_t>(one)));
    };
    const bool follows = settings.mode == source::Mode::follow;
    listing.rows.push_back({source.named.name, std::string(follows ? "follow" : "sweep"),
                            follows ? every(settings.overlap) : Value{}, number(days.size()),
                            of(spool::DayStanding::verified), of(spool::DayStanding::disputed),
                            of(spool::DayStanding::differs), of(spool::DayStanding::none),
                            number(unclaimed), when(unclaimed == 0 ? oldest : std::nullopt),
                            number(removed)});
}

void add_plan(Listing& listing, const spool::SourceReport& source,
              const source::SqlSettings& settings, model::Instant now)
{
    std::array<TierSum, kTiers.size()> sums;
    for (const spool::DayStand& day : days_of(source, settings, now)) {
        const Tier tier = reading::tier_of(day, now);
        TierSum& sum = sums.at(static_cast<std::size_t>(tier));
        ++sum.days;
        sum.dossiers += day.dossiers;
        earliest(sum.oldest, day.read_at);
        earliest(sum.next, reading::due_at(day.day, tier, day.read_at, reading::kWholeReadings));
    }
    const bool sweeps = settings.mode == source::Mode::sweep;
    for (const Tier tier : kTiers) {
        const TierSum& sum = sums.at(static_cast<std::size_t>(tier));
        if (sum.days == 0) {
            continue;
        }
        const milliseconds whole = reading::wait_of(tier, reading::kWholeReadings);
        const milliseconds look = sweeps ? reading::wait_of(tier, reading::kLooks) : milliseconds{};
        listing.rows.push_back({source.named.name, std::string(reading::name_of(tier)),
                                number(sum.days), number(sum.dossiers), every(look), every(whole),
                                rows_a_minute(sum.dossiers, whole, look), when(sum.oldest),
                                when(sum.next)});
    }
}

} // namespace

std::vector<StatusSection> day_sections(const spool::SpoolReport& report, const Settings& settings,
                                        model::Instant now)
{
    Listing days;
    days.columns = {{"source", "source"},     {"mode", "mode"},
                    {"overlap", "overlap"},   {"days", "days"},
                    {"verified", "verified"}, {"disputed", "disputed"},
                    {"differs", "differs"},   {"no_verdict", "no verdict yet"},
                    {"unread", "never read"}, {"all_read_since", "all read since"},
                    {"removed", "removed"}};
    days.notes = {"disputed: removals are held until the ministry accepts or rejects them",
                  "removed: dossiers whose rows are gone or left out, since the spool began"};
    Listing plan;
    plan.columns = {{"source", "source"},
                    {"tier", "days that are"},
                    {"days", "days"},
                    {"dossiers", "dossiers"},
                    {"looked_at_each", "look each"},
                    {"read_each", "read each"},
                    {"rows_a_minute", "rows a minute"},
                    {"oldest_reading", "oldest reading"},
                    {"next_due", "next due"}};
    for (const spool::SourceReport& source : report.sources) {
        const auto* chosen = settings_of(settings, source.named.name);
        if (chosen != nullptr && !source.named.is_forgotten()) {
            add_days(days, source, *chosen, now);
            add_plan(plan, source, *chosen, now);
        }
    }
    return {{"days", "Days: what of each source is verified", days},
            {"plan", "Days: when they are read again", plan}};
}

} // namespace congto::agent
