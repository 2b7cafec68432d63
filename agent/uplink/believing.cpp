#include "agent/uplink/believing.h"

#include <algorithm>

namespace congto::uplink {
namespace {

std::string fingerprints(const std::vector<identity::Certificate>& authorities)
{
    std::string all;
    for (const identity::Certificate& authority : authorities) {
        all += (all.empty() ? "" : ", ") + authority.fingerprint();
    }
    return all.empty() ? "none" : all;
}

// None: at no time does any of the authorities vouch for it.
Doubt doubt_of_time(const std::vector<identity::Certificate>& chain,
                    const std::vector<identity::Certificate>& authorities, model::Instant now)
{
    const std::string clock = "this machine's clock says " +
                              model::text_of(std::chrono::floor<std::chrono::seconds>(now)) +
                              "; is this machine's clock right? ";
    const auto is_then = [&](const identity::Certificate& one) {
        return !identity::unsound(chain, authorities, one.not_before());
    };
    if (std::none_of(chain.begin(), chain.end(), is_then) &&
        std::none_of(authorities.begin(), authorities.end(), is_then)) {
        return std::nullopt;
    }
    const auto begins = std::max_element(chain.begin(), chain.end(), [](auto& one, auto& other) {
                            return one.not_before() < other.not_before();
                        })->not_before();
    if (now < begins) {
        return "its certificate is good from " + model::text_of(begins) + " on, and " + clock +
               "it seems to be behind: set it";
    }
    const auto ends = std::min_element(chain.begin(), chain.end(), [](auto& one, auto& other) {
                          return one.not_after() < other.not_after();
                      })->not_after();
    return (now < ends ? "its authority's certificate is not good now, and "
                       : "its certificate has expired: it was good until " + model::text_of(ends) +
                             ", and ") +
           clock +
           "set it where it is wrong, else tell the ministry, whose collector needs another "
           "certificate";
}

} // namespace

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
        return doubt_of_time(chain, authorities, now)
            .value_or("its certificate is of no authority this agent believes (" + *why +
                      "; it believes " + fingerprints(authorities) +
                      "): another collector answers there, or the ministry has another authority, "
                      "or somebody stands between: nothing was sent; ask the ministry, and where "
                      "the authority is another one, for a new line (congto-agent enroll --replace "
                      "LINE)");
    }
    if (!chain.front().names(host)) {
        return "its certificate does not name \"" + host +
               "\"; the ministry must give it that name, or make the line with another address";
    }
    return std::nullopt;
}

} // namespace congto::uplink
