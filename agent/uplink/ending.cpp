#include "agent/uplink/ending.h"

#include <utility>

namespace congto::uplink {

Ending lost(std::string detail)
{
    return {Ending::Why::lost, "", std::move(detail), Remedy::soon};
}

Ending refused(std::string reason, std::string detail, Remedy remedy)
{
    return {Ending::Why::refused, std::move(reason), std::move(detail), remedy};
}

Ending ended(StreamEnd end)
{
    if (!end.too_large) {
        return lost(std::move(end.detail));
    }
    return refused("too_large",
                   "the other end reads no message that large (" + end.detail + "); " +
                       kLetMoreThrough,
                   Remedy::person);
}

} // namespace congto::uplink
