#include "collector/commands/erasing.h"

#include "collector/commands/deciding.h"
#include "collector/register/withdrawal.h"
#include "collector/store/reader.h"
#include "config/runtime/log.h"

#include <exception>
#include <utility>

namespace congto::collector {
namespace {

constexpr std::chrono::hours kEach{1};

} // namespace

std::optional<model::Month> erased_by_rule(runtime::Instant now, std::chrono::milliseconds keep)
{
    if (keep.count() == 0) {
        return std::nullopt;
    }
    const model::Month young = model::month_of(model::day_of(now - keep));
    return model::Month{young.number - 1};
}

Erasing::Erasing(store::StateDirectory state, std::chrono::milliseconds keep, runtime::Clock& clock)
    : state_(std::move(state)), keep_(keep), clock_(clock)
{
}

void Erasing::look()
{
    const runtime::Instant now = clock_.now();
    const auto through = erased_by_rule(now, keep_);
    if (!through || (looked_ && now - *looked_ < kEach && now >= *looked_)) {
        return;
    }
    looked_ = now;
    try {
        decide(*through);
    } catch (const std::exception& why) { // SQLite's own too
        runtime::log(runtime::Severity::warning, "fingerprints cannot be erased for now",
                     {{"through", model::text_of(*through)}, {"detail", why.what()}});
    }
}

void Erasing::decide(model::Month through) const
{
    const store::Reader reader = store::Reader::open(state_);
    const auto oldest = reader.oldest_fingerprints();
    if (!oldest || *oldest > through) {
        return;
    }
    registers::WithdrawalDecision decision;
    decision.verdict = registers::WithdrawalDecision::Verdict::erase;
    decision.to = model::last_day(through);
    enter_decisions(state_, reader, {decision}, "older than [fingerprints] keep");
    runtime::log(runtime::Severity::info, "fingerprints are erased",
                 {{"through", model::text_of(through)}});
}

} // namespace congto::collector
