// The conversations that are under way.
#pragma once

#include "collector/intake/greeting.h"

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace congto::intake {

class Conversation;

// Every conversation from its beginning to its end, so that all of them can be told when no more is
// taken; the welcomed ones by spool, so that a newer one replaces the older. Any thread may call.
class Conversations {
public:
    using SpoolId = std::array<std::uint8_t, 16>;

    // Why it may not begin; none: it is one of them now.
    std::optional<Refused> begin(const std::shared_ptr<Conversation>& beginning);
    // Those that were there before, of this spool and of the superseded ones, to be refused by the
    // caller.
    std::vector<std::shared_ptr<Conversation>> enter(const SpoolId& spool,
                                                     const std::vector<SpoolId>& superseded,
                                                     const std::shared_ptr<Conversation>& newest);
    // The welcomed ones of these spools.
    std::vector<std::shared_ptr<Conversation>> of(const std::vector<SpoolId>& spools);
    void leave(const SpoolId& spool, const Conversation* leaving);
    // Refuses each that is under way and each that begins from now on. Once closed, closing again
    // does nothing.
    void close(const Refused& why);

    // Each looks at its certificate again.
    void check_certificates();

private:
    std::vector<std::shared_ptr<Conversation>> all() const;

    std::mutex guard_;
    std::optional<Refused> closed_;
    std::map<const Conversation*, std::weak_ptr<Conversation>> all_;
    std::map<SpoolId, std::weak_ptr<Conversation>> welcomed_;
};

} // namespace congto::intake
