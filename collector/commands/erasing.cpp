#include "collector/commands/erasing.h"

#include "collector/commands/deciding.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace congto::collector {
namespace {

constexpr std::chrono::hours kEach{1};
constexpr std::chrono::hours kLate{24};

bool is_within(std::chrono::hours time, std::optional<runtime::Instant> since, runtime::Instant now)
{
    return since && now >= *since && now - *since < time;
}

} // namespace

std::optional<model::Month> erased_by_rule(runtime::Instant now, std::chrono::milliseconds keep)
{
    if (keep.count() == 0) {
        return std::nullopt;
    }
    const model::Month young = model::month_of(model::day_of(now - keep));
    return model::Month{young.number - 1};
}

std::vector<registers::WithdrawalDecision> erasures(const store::Reader& reader,
                                                    model::Month through)
{
    std::optional<model::Month> decided;
    for (const auto& waiting :
         registers::decisions_after(reader.database(), reader.decided_through())) {
        if (waiting.verdict == registers::WithdrawalDecision::Verdict::erase) {
            decided = std::max(decided, std::optional(model::month_of(waiting.to)));
        }
    }
    std::vector<registers::WithdrawalDecision> decisions;
    for (const model::Month month : reader.fingerprinted_through(through)) {
        if (!decided || month > *decided) {
            registers::WithdrawalDecision& decision = decisions.emplace_back();
            decision.verdict = registers::WithdrawalDecision::Verdict::erase;
            decision.to = model::last_day(month);
        }
    }
    return decisions;
}

Erasing::Erasing(store::StateDirectory state, std::chrono::milliseconds keep, runtime::Clock& clock)
    : state_(std::move(state)), keep_(keep), clock_(clock)
{
}

void Erasing::look()
{
    const runtime::Instant now = clock_.now();
    const auto through = erased_by_rule(now, keep_);
    if (!through || is_within(kEach, looked_, now)) {
        return;
    }
    looked_ = now;
    try {
        decide(*through, now);
    } catch (const std::exception& why) { // SQLite's own too
        runtime::log(runtime::Severity::warning, "fingerprints cannot be erased for now",
                     {{"through", model::text_of(*through)}, {"detail", why.what()}});
    }
}

void Erasing::decide(model::Month through, runtime::Instant now)
{
    const store::Reader reader = store::Reader::open(state_);
    const auto decisions = erasures(reader, through);
    if (decisions.empty()) {
        return;
    }
    const model::Month last = model::month_of(decisions.back().to);
    const auto erased = reader.cells()->fingerprints_erased_through();
    const bool is_late = erased && last <= *erased;
    if (is_late && is_within(kLate, decided_, now)) {
        return;
    }
    decided_ = now;
    enter_decisions(state_, reader, decisions, "older than [fingerprints] keep");
    runtime::log(runtime::Severity::info, "fingerprints are to be erased",
                 {{"months", static_cast<std::int64_t>(decisions.size())},
                  {"through", model::text_of(last)}});
}

} // namespace congto::collector
