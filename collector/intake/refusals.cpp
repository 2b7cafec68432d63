#include "collector/intake/refusals.h"

#include "config/runtime/log.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace congto::intake {
namespace {

using runtime::Instant;

constexpr std::chrono::minutes kBetweenLines{1};
constexpr std::chrono::hours kBetweenEntries{1};
constexpr std::chrono::hours kOfRevoked{24}; // one that calls on, as it is bound to

// All that is refused here, so that a metric is there before it first happens.
constexpr std::array<std::string_view, 18> kCauses{"busy",
                                                   "sequence_gap",
                                                   "protocol",
                                                   "unknown_unit",
                                                   "key_differs",
                                                   "digest_edition",
                                                   "malformed",
                                                   "too_large",
                                                   "chain_differs",
                                                   "other_unit",
                                                   "other_units_spool",
                                                   "source_taken",
                                                   "two_machines",
                                                   "certificate_over",
                                                   "certificate_not_taken",
                                                   "silent",
                                                   "full",
                                                   "full_of_one"};

// Those that an agent with a good certificate has no honest cause for, or that an operator decided.
bool is_for_trail(const Refusal& refusal)
{
    constexpr std::array<std::string_view, 6> kTold{"other_unit",    "other_units_spool",
                                                    "two_machines",  "certificate_not_taken",
                                                    "chain_differs", "source_taken"};
    return !refusal.agent.empty() &&
           std::find(kTold.begin(), kTold.end(), refusal.cause) != kTold.end();
}

// Without the port, which is another one each time.
std::string host_of(const std::string& peer)
{
    return peer.substr(0, peer.rfind(':'));
}

void say(const Refusal& refusal, std::uint64_t times)
{
    runtime::log(runtime::Severity::warning, "stream refused",
                 {{"agent", refusal.agent},
                  {"certificate", refusal.serial},
                  {"peer", refusal.peer},
                  {"reason", refusal.cause},
                  {"detail", refusal.detail},
                  {"times", times}});
}

} // namespace

// None: there is no room.
Refusals::Known* Refusals::known(const Refusal& refusal, Instant now)
{
    const std::pair key(refusal.cause,
                        refusal.agent.empty() ? host_of(refusal.peer) : refusal.agent);
    if (const auto found = known_.find(key); found != known_.end()) {
        return &found->second;
    }
    if (known_.size() >= kMostKnown) {
        std::erase_if(known_, [&](const auto& one) {
            return one.second.untold == 0 && now - one.second.said >= kBetweenLines;
        });
    }
    return known_.size() < kMostKnown ? &known_[key] : nullptr;
}

void Refusals::note(const Refusal& refusal, Instant now)
{
    const std::lock_guard lock(guard_);
    ++counts_[refusal.cause];
    Known* const one = known(refusal, now);
    if (one == nullptr) {
        return;
    }
    one->last = refusal;
    one->untold += is_for_trail(refusal) ? 1 : 0;
    ++one->unsaid;
    if (now - one->said >= kBetweenLines || now < one->said) {
        say(refusal, one->unsaid);
        one->said = now;
        one->unsaid = 0;
    }
}

std::map<std::string, std::uint64_t> Refusals::counts() const
{
    const std::lock_guard lock(guard_);
    auto counts = counts_;
    for (const std::string_view cause : kCauses) {
        counts.try_emplace(std::string(cause), 0);
    }
    return counts;
}

std::vector<Repeated> Refusals::to_be_told(Instant now)
{
    const std::lock_guard lock(guard_);
    if (now - hour_ >= kBetweenEntries || now < hour_) {
        hour_ = now;
        told_in_hour_ = 0;
    }
    std::vector<Known*> waiting;
    for (auto& [key, one] : known_) {
        const auto between = key.first == "certificate_not_taken" ? kOfRevoked : kBetweenEntries;
        if (one.untold > 0 && (now - one.told >= between || now < one.told)) {
            waiting.push_back(&one);
        }
    }
    // Whoever was told longest ago first, so that none keeps the others out.
    std::stable_sort(waiting.begin(), waiting.end(),
                     [](const Known* one, const Known* other) { return one->told < other->told; });
    std::vector<Repeated> due;
    for (Known* one : waiting) {
        if (told_in_hour_ == kMostTold) {
            break;
        }
        due.push_back({one->last, one->untold});
        one->told = now;
        one->untold = 0;
        ++told_in_hour_;
    }
    return due;
}

} // namespace congto::intake
