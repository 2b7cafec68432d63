#include "collector/access/denials_said.h"

#include "collector/access/network.h"

#include <chrono>

namespace congto::access {
namespace {

constexpr std::chrono::minutes kBetweenLines{1};

} // namespace

void DenialsSaid::note(const NotGiven& denied, runtime::Instant now)
{
    const auto is_due = [&](const Known& one) {
        return now - one.said >= kBetweenLines || now < one.said;
    };
    const std::pair key(network_of(denied.from), denied.cause);
    if (!known_.contains(key) && known_.size() >= kMostKnown) {
        std::erase_if(known_, [&](const auto& one) { return is_due(one.second); });
        if (known_.size() >= kMostKnown) {
            return;
        }
    }
    Known& one = known_[key];
    ++one.unsaid;
    if (is_due(one)) {
        runtime::log(denied.severity, "no certificate given",
                     {{"from", denied.from},
                      {"cause", denied.cause},
                      {"reason", denied.detail},
                      {"times", one.unsaid}});
        one = {now, 0};
    }
}

} // namespace congto::access
