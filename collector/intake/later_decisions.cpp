#include "collector/intake/later_decisions.h"

#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <iterator>
#include <string>
#include <utility>

namespace congto::intake {
namespace {

constexpr std::chrono::minutes kAgain{1};

bool erases(const store::Decision& decision)
{
    return decision.verdict == store::Decision::Verdict::erase;
}

} // namespace

LaterDecisions::LaterDecisions(store::Store& store, runtime::Clock& clock)
    : store_(store), clock_(clock)
{
}

void LaterDecisions::set_aside(std::vector<store::Decision>& decisions)
{
    const auto from = aside_.empty() ? std::find_if(decisions.begin(), decisions.end(), erases)
                                     : decisions.begin();
    aside_.insert(aside_.end(), from, decisions.end());
    decisions.erase(from, decisions.end());
}

store::Group LaterDecisions::first_run() const
{
    const bool first = erases(aside_.front());
    const auto end = std::find_if(aside_.begin(), aside_.end(),
                                  [&](const auto& decision) { return erases(decision) != first; });
    store::Group group;
    group.decisions.assign(aside_.begin(), end);
    return group;
}

bool LaterDecisions::waits() const
{
    const runtime::Instant now = clock_.now();
    return failed_at_ && now >= *failed_at_ && now - *failed_at_ < kAgain;
}

void LaterDecisions::fail(const char* event, const std::exception& why)
{
    failed_at_ = clock_.now();
    if (!std::exchange(told_, true)) {
        runtime::log(runtime::Severity::error, event,
                     {{"detail", std::string(why.what()) +
                                     "; batches are taken meanwhile, and it is tried again each "
                                     "minute"}});
    }
}

std::vector<store::Told> LaterDecisions::take_up()
{
    std::vector<store::Told> told;
    while (!aside_.empty() && !waits()) {
        const store::Group group = first_run();
        const store::Decision& last = group.decisions.back();
        try {
            store::GroupAnswers answers = store_.apply(group, clock_.now());
            std::move(answers.told.begin(), answers.told.end(), std::back_inserter(told));
        } catch (const runtime::Unavailable& away) {
            fail(erases(last) ? "fingerprints cannot be erased for now"
                              : "decisions cannot be taken up for now",
                 away);
            return told;
        } catch (const std::exception& why) {
            if (!erases(last)) {
                throw;
            }
            fail("fingerprints cannot be erased for now", why);
            return told;
        }
        if (erases(last)) {
            runtime::log(runtime::Severity::info, "fingerprints are erased",
                         {{"through", model::text_of(model::month_of(last.days.to))}});
        }
        failed_at_.reset();
        told_ = false;
        aside_.erase(aside_.begin(),
                     aside_.begin() + static_cast<std::ptrdiff_t>(group.decisions.size()));
    }
    return told;
}

} // namespace congto::intake
