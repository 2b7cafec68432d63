#include "collector/intake/conversations.h"

#include "collector/intake/conversation.h"

#include <utility>

namespace congto::intake {

std::optional<Refused> Conversations::begin(const std::shared_ptr<Conversation>& beginning)
{
    const std::lock_guard lock(guard_);
    if (!closed_) {
        all_.emplace(beginning.get(), beginning);
    }
    return closed_;
}

std::vector<std::shared_ptr<Conversation>>
Conversations::enter(const SpoolId& spool, const std::vector<SpoolId>& superseded,
                     const std::shared_ptr<Conversation>& newest)
{
    const std::lock_guard lock(guard_);
    std::vector<std::shared_ptr<Conversation>> older{
        std::exchange(welcomed_[spool], newest).lock()};
    for (const SpoolId& other : superseded) {
        const auto found = welcomed_.find(other);
        older.push_back(found == welcomed_.end() ? nullptr : found->second.lock());
    }
    std::erase(older, nullptr);
    return older;
}

std::vector<std::shared_ptr<Conversation>> Conversations::of(const std::vector<SpoolId>& spools)
{
    const std::lock_guard lock(guard_);
    std::vector<std::shared_ptr<Conversation>> there;
    for (const SpoolId& spool : spools) {
        const auto found = welcomed_.find(spool);
        there.push_back(found == welcomed_.end() ? nullptr : found->second.lock());
    }
    std::erase(there, nullptr);
    return there;
}

void Conversations::leave(const SpoolId& spool, const Conversation* leaving)
{
    const std::lock_guard lock(guard_);
    all_.erase(leaving);
    const auto found = welcomed_.find(spool);
    if (found == welcomed_.end()) {
        return;
    }
    const auto there = found->second.lock();
    if (!there || there.get() == leaving) {
        welcomed_.erase(found);
    }
}

void Conversations::close(const Refused& why)
{
    std::vector<std::shared_ptr<Conversation>> open;
    {
        const std::lock_guard lock(guard_);
        if (closed_) {
            return;
        }
        closed_ = why;
        open = all();
    }
    for (const auto& conversation : open) {
        conversation->refuse(why);
    }
}

void Conversations::check_certificates()
{
    std::vector<std::shared_ptr<Conversation>> open;
    {
        const std::lock_guard lock(guard_);
        open = all();
    }
    for (const auto& conversation : open) {
        conversation->check_certificate();
    }
}

std::vector<std::shared_ptr<Conversation>> Conversations::all() const
{
    std::vector<std::shared_ptr<Conversation>> open;
    for (const auto& [address, conversation] : all_) {
        if (auto there = conversation.lock()) {
            open.push_back(std::move(there));
        }
    }
    return open;
}

} // namespace congto::intake
