#include "collector/intake/places.h"

namespace congto::intake {

Places::Taken Places::take(const std::string& agent)
{
    const std::lock_guard lock(guard_);
    if (open_ >= of_all_) {
        return {nullptr, Full::of_all};
    }
    if (!agent.empty()) {
        std::size_t& of_agent = by_agent_[agent];
        if (of_agent >= of_one_) {
            return {nullptr, Full::of_one};
        }
        ++of_agent;
    }
    ++open_;
    return {std::make_unique<Place>(*this, agent), Full::no};
}

std::size_t Places::open() const
{
    const std::lock_guard lock(guard_);
    return open_;
}

void Places::leave(const std::string& agent)
{
    const std::lock_guard lock(guard_);
    --open_;
    const auto found = by_agent_.find(agent);
    if (found != by_agent_.end() && --found->second == 0) {
        by_agent_.erase(found);
    }
}

} // namespace congto::intake
