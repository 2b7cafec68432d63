// What the site is told by the settings.
#pragma once

#include <string>
#include <vector>

namespace congto::dashboard {

// Somebody in front of the collector has checked who it is, and says so in a header.
struct SingleSignOn {
    std::vector<std::string> from; // addresses it comes from; from any other it is refused
    std::string header;            // its name in lower case; empty: there is none
};

struct SiteRules {
    // "https://congto.example": what people type, where something stands in front of the collector.
    // Empty: what they type is in their requests (Host).
    std::string address;
    std::string scheme = "https";     // without an address: of the door
    std::vector<std::string> proxies; // addresses whose X-Forwarded-For is believed
    SingleSignOn single_sign_on;
};

} // namespace congto::dashboard
