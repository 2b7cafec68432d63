#include "tests/bench/backfill.h"

#include <algorithm>
#include <random>
#include <utility>

namespace congto::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::int32_t kFirstDay = 20'089; // 2025-01-01

// A number below `bound`, small ones much more often: a few bodies and procedures get most
// dossiers.
std::uint32_t skewed(std::uint32_t bound, std::uint64_t& dice)
{
    dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
    const double even = static_cast<double>(dice >> 11U) / 9007199254740992.0;
    return static_cast<std::uint32_t>(static_cast<double>(bound) * even * even * even);
}

std::uint32_t below(std::uint32_t bound, std::uint64_t& dice)
{
    dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>((dice >> 33U) % bound);
}

std::chrono::seconds within(std::chrono::seconds limit, std::uint64_t& dice)
{
    return std::chrono::seconds(below(static_cast<std::uint32_t>(limit.count()), dice));
}

std::string padded(std::uint32_t number, std::size_t width)
{
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
}

void set_times(model::DossierState& state, model::Day opened, std::uint64_t& dice)
{
    auto& times = state.times;
    times.submitted = model::start_of(opened) + 7h + within(10h, dice);
    times.received = *times.submitted + within(8h, dice);
    times.due = model::start_of(model::day_of(*times.received)) +
                std::chrono::hours(24 * (1 + below(20, dice))) + 17h;
    if (state.status == model::Status::resolved || state.status == model::Status::returned)
        times.resolved = *times.received + within(12 * 24h, dice);
    if (state.status == model::Status::returned)
        times.returned = *times.resolved + within(48h, dice);
    if (state.status == model::Status::withdrawn)
        times.withdrawn = *times.received + within(48h, dice);
}

model::DossierState state_of(model::Day opened, std::uint64_t& dice)
{
    model::DossierState state;
    const std::uint32_t fate = below(100, dice);
    state.status = fate < 88   ? model::Status::returned
                   : fate < 93 ? model::Status::resolved
                   : fate < 98 ? model::Status::processing
                               : model::Status::withdrawn;
    state.level = below(100, dice) < 55 ? model::Level::full : model::Level::partial;
    state.channel = below(100, dice) < 45 ? model::Channel::online : model::Channel::counter;
    const bool online = state.channel == model::Channel::online;
    const std::uint32_t fee = below(100, dice);
    state.fee = fee < 60             ? model::Fee::none_due
                : online && fee < 85 ? model::Fee::paid_online
                                     : model::Fee::paid_offline;
    const std::uint32_t result = below(100, dice);
    state.result = state.status != model::Status::returned ? model::Result::none_yet
                   : online && result < 70                 ? model::Result::electronic
                   : result < 80                           ? model::Result::counter
                                                           : model::Result::post;
    state.evidence.set(model::Evidence::official_account, online && below(100, dice) < 5);
    state.evidence.set(model::Evidence::instant_reception, online && below(100, dice) < 3);
    state.evidence.set(model::Evidence::counter_visit, below(100, dice) < 2);
    set_times(state, opened, dice);
    return state;
}

void sort_by_change(std::vector<model::DossierId>& ids)
{
    std::vector<std::pair<model::Instant, model::DossierId>> changes;
    changes.reserve(ids.size());
    for (const model::DossierId& id : ids)
        changes.emplace_back(dossier_of(id).changed_at, id);
    std::sort(changes.begin(), changes.end());
    std::transform(changes.begin(), changes.end(), ids.begin(),
                   [](const auto& change) { return change.second; });
}

} // namespace

std::vector<model::DossierId> backfilled_ids(std::size_t count, Order order, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    std::vector<model::DossierId> ids(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& bytes = ids[i].bytes;
        const auto day =
            static_cast<std::uint32_t>(kFirstDay) + static_cast<std::uint32_t>(i / kOpenedADay);
        for (unsigned at = 0; at < 4; ++at)
            bytes[at] = static_cast<std::uint8_t>(day >> (24U - 8U * at));
        for (std::size_t at = 4; at < bytes.size(); ++at)
            bytes[at] = static_cast<std::uint8_t>(random());
    }
    if (order == Order::random)
        std::shuffle(ids.begin(), ids.end(), random);
    else
        sort_by_change(ids);
    return ids;
}

model::Observation dossier_of(const model::DossierId& id)
{
    std::uint64_t dice = id.sum_part();
    model::Observation dossier;
    dossier.id = id;
    dossier.body = "H44." + padded(skewed(300, dice), 2);
    dossier.procedure = (below(4, dice) == 0 ? "2." : "1.") + padded(skewed(1300, dice), 6);
    dossier.state = state_of(id.opened(), dice);
    const auto& times = dossier.state.times;
    const auto last = times.returned   ? times.returned
                      : times.resolved ? times.resolved
                                       : times.received;
    dossier.changed_at = model::Instant(*last) + within(60s, dice);
    return dossier;
}

} // namespace congto::bench
