#include "agent/uplink/believing.h"

#include <algorithm>

namespace congto::uplink {

Doubt doubt_by_fingerprint(const std::vector<identity::Certificate>& chain,
                           const std::string& fingerprint, const std::string& host,
                           model::Instant now)
{
    const auto authority =
        std::find_if(chain.begin(), chain.end(), [&](const identity::Certificate& one) {
            return one.is_authority() && one.fingerprint() == fingerprint;
        });
    if (authority != chain.end()) {
        return doubt_by_authorities(chain, {*authority}, host, now);
    }
    const bool shows_one = !chain.empty() && chain.back().is_authority();
    return (shows_one ? "its authority is " + chain.back().fingerprint()
                      : std::string("it shows no authority")) +
           ", and the line was made for " + fingerprint +
           "; either the line is of another collector, or somebody stands between: nothing was "
           "sent, ask the ministry";
}

Doubt doubt_by_authorities(const std::vector<identity::Certificate>& chain,
                           const std::vector<identity::Certificate>& authorities,
                           const std::string& host, model::Instant now)
{
    if (const auto why = identity::unsound(chain, authorities, now)) {
        return "its certificate is not sound (" + *why +
               "); is this machine's clock right? it says " +
               model::text_of(std::chrono::floor<std::chrono::seconds>(now));
    }
    if (!chain.front().names(host)) {
        return "its certificate does not name \"" + host +
               "\"; the ministry must give it that name, or make the line with another address";
    }
    return std::nullopt;
}

} // namespace congto::uplink
