#include "agent/uplink/telling.h"

#include "agent/uplink/messages.h"

#include "congto/v1/uplink.pb.h"

#include <algorithm>

namespace congto::uplink {
namespace {

bool same_but_for_time(spool::Progress one, const spool::Progress& other)
{
    one.known_at = other.known_at;
    return one == other;
}

} // namespace

bool Telling::send(Turn turn)
{
    const auto now = clock_.steady();
    if (now < due_ && turn == Turn::awaited) {
        return false;
    }
    bool sent = false;
    for (const spool::Progress& progress : spool_.progress()) {
        if (is_told(progress, turn) && now < heartbeat_due_) {
            continue;
        }
        v1::FromAgent message;
        write_progress(message, progress);
        if (!stream_.send(message)) {
            return false;
        }
        told_[progress.source] = progress;
        sent = true;
    }
    if (sent) {
        due_ = now + waits_.progress;
        heartbeat_due_ = now + waits_.heartbeat;
    }
    return sent;
}

bool Telling::is_done(Turn turn) const
{
    const auto all = spool_.progress();
    return std::all_of(all.begin(), all.end(),
                       [&](const spool::Progress& progress) { return is_told(progress, turn); });
}

bool Telling::is_told(const spool::Progress& progress, Turn turn) const
{
    const auto before = told_.find(progress.source);
    return before != told_.end() &&
           (turn == Turn::last ? before->second == progress
                               : same_but_for_time(before->second, progress));
}

} // namespace congto::uplink
