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
    switch (end.too_large) {
    case StreamEnd::TooLarge::none:
        break;
    case StreamEnd::TooLarge::sent:
        return refused("too_large",
                       "the other end reads no message that large (" + end.detail + "); " +
                           kLetMoreThrough,
                       Remedy::person);
    case StreamEnd::TooLarge::received:
        return refused("answer_too_large",
                       "the collector sent more at once than an agent takes (" + end.detail +
                           "), and nothing sent by this agent was too large; what is read is "
                           "kept; bring the collector's program up to date",
                       Remedy::person);
    }
    return lost(std::move(end.detail));
}

} // namespace congto::uplink
