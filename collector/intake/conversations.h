// The conversations that are open.
#pragma once

#include "collector/intake/conversation.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace congto::intake {

// Conversations that are open, by spool: a newer one of the same spool replaces the older.
class Conversations {
public:
    using SpoolId = std::array<std::uint8_t, 16>;

    // The one that was there before, to be refused by the caller.
    std::shared_ptr<Conversation> enter(const SpoolId& spool,
                                        const std::shared_ptr<Conversation>& newest);
    void leave(const SpoolId& spool, const Conversation* leaving);
    // Every open one, e.g. to tell it that the collector shuts down.
    std::vector<std::shared_ptr<Conversation>> all() const;

private:
    mutable std::mutex guard_;
    std::map<SpoolId, std::weak_ptr<Conversation>> open_;
};

} // namespace congto::intake
