#include "agent/commands/status_days.h"

#include <algorithm>
#include <array>

namespace congto::agent {
namespace {

using reading::Tier;
using runtime::Listing;
using runtime::Value;
using std::chrono::milliseconds;

Value number(std::uint64_t value)
{
    return static_cast<std::int64_t>(value);
}

Value when(const std::optional<model::Instant>& instant)
{
    return instant ? Value{model::text_of(std::chrono::floor<std::chrono::seconds>(*instant))}
                   : Value{};
}

Value every(milliseconds wait)
{
    const std::string text = text_of_wait(wait);
    return text.empty() ? Value{} : Value{text};
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

void add_days(Listing& listing, const spool::SourceReport& source,
              const source::SqlSettings& settings, const DaysSummary& days)
{
    const bool follows = settings.mode == source::Mode::follow;
    const std::string& hindrance = source.hindrances.days;
    listing.rows.push_back({source.named.name, std::string(follows ? "follow" : "sweep"),
                            follows ? every(settings.overlap) : Value{}, number(days.days),
                            number(days.verified), number(days.disputed), number(days.differs),
                            number(days.no_verdict), number(days.never_read),
                            when(days.all_read_since), number(days.removed), number(days.due),
                            when(days.next), static_cast<std::int64_t>(days.share * 100 + 0.5),
                            hindrance.empty() ? Value{} : Value{hindrance}});
}

void add_plan(Listing& listing, const spool::SourceReport& source,
              const source::SqlSettings& settings, const DaysSummary& days)
{
    const bool sweeps = settings.mode == source::Mode::sweep;
    for (const TierSummary& tier : days.plan) {
        const milliseconds whole = reading::wait_of(tier.tier, reading::kWholeReadings);
        const milliseconds look =
            sweeps ? reading::wait_of(tier.tier, reading::kLooks) : milliseconds{};
        listing.rows.push_back({source.named.name, std::string(reading::name_of(tier.tier)),
                                number(tier.days), number(tier.dossiers), every(look), every(whole),
                                rows_a_minute(tier.dossiers, whole, look),
                                when(tier.oldest_reading), number(tier.due), when(tier.next)});
    }
}

} // namespace

std::string text_of_wait(milliseconds wait)
{
    constexpr std::array<std::pair<std::int64_t, const char*>, 4> kUnits{
        {{86'400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}}};
    const std::int64_t seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    for (const auto& [length, unit] : kUnits) {
        if (seconds != 0 && seconds % length == 0) {
            return std::to_string(seconds / length) + unit;
        }
    }
    return {};
}

const source::SqlSettings* settings_of(const Settings& settings, const std::string& name)
{
    const auto found =
        std::find_if(settings.sources.begin(), settings.sources.end(),
                     [&](const source::SqlSettings& one) { return one.name == name; });
    return found == settings.sources.end() ? nullptr : &*found;
}

std::vector<StatusSection> day_sections(const spool::SpoolReport& report, const Settings& settings,
                                        model::Instant now)
{
    Listing days;
    days.columns = {{"source", "source"},
                    {"mode", "mode"},
                    {"overlap", "overlap"},
                    {"days", "days"},
                    {"verified", "verified"},
                    {"disputed", "disputed"},
                    {"differs", "differs"},
                    {"no_verdict", "no verdict yet"},
                    {"unread", "never read"},
                    {"all_read_since", "all read since"},
                    {"removed", "removed"},
                    {"due", "due now"},
                    {"next_due", "next due"},
                    {"share_of_time", "most of the time, %"},
                    {"hindrance", "not read because"}};
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
                    {"due", "due now"},
                    {"next_due", "next due"}};
    for (const spool::SourceReport& source : report.sources) {
        const auto* chosen = settings_of(settings, source.named.name);
        if (chosen != nullptr && !source.named.is_forgotten()) {
            const DaysSummary summary = summary_of(source, *chosen, now);
            add_days(days, source, *chosen, summary);
            add_plan(plan, source, *chosen, summary);
        }
    }
    return {{"days", "Days: what of each source is verified", days},
            {"plan", "Days: when they are read again", plan}};
}

} // namespace congto::agent
