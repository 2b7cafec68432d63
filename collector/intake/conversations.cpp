#include "collector/intake/conversations.h"

namespace congto::intake {

std::shared_ptr<Conversation> Conversations::enter(const SpoolId& spool,
                                                   const std::shared_ptr<Conversation>& newest)
{
    const std::lock_guard lock(guard_);
    auto& place = open_[spool];
    auto older = place.lock();
    place = newest;
    return older;
}

void Conversations::leave(const SpoolId& spool, const Conversation* leaving)
{
    const std::lock_guard lock(guard_);
    const auto found = open_.find(spool);
    if (found == open_.end()) {
        return;
    }
    const auto there = found->second.lock();
    if (!there || there.get() == leaving) {
        open_.erase(found);
    }
}

std::vector<std::shared_ptr<Conversation>> Conversations::all() const
{
    const std::lock_guard lock(guard_);
    std::vector<std::shared_ptr<Conversation>> open;
    for (const auto& [spool, conversation] : open_) {
        if (auto there = conversation.lock()) {
            open.push_back(std::move(there));
        }
    }
    return open;
}

} // namespace congto::intake
