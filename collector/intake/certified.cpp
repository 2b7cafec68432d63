#include "collector/intake/certified.h"

#include "collector/intake/greeting.h"
#include "proto/identity/certificate.h"

namespace congto::intake {

Certified certified_by(std::string_view pem)
{
    const auto shown = identity::Certificate::all_in_pem(pem);
    if (shown.empty()) {
        return {};
    }
    const identity::Certificate& own = shown.front();
    Certified certified{{}, {}, own.serial(), own.not_before(), own.not_after()};
    for (const std::string& uri : own.uris()) {
        if (auto unit = unit_in_uri(uri)) {
            const auto end = uri.find(*unit) + unit->size();
            certified.agent = end < uri.size() ? uri.substr(end + 1) : std::string();
            certified.unit = std::move(*unit);
            break;
        }
    }
    return certified;
}

} // namespace congto::intake
