#include "collector/intake/certified.h"

#include "proto/identity/agent_name.h"
#include "proto/identity/certificate.h"

#include <utility>

namespace congto::intake {

Certified certified_by(std::string_view pem)
{
    const auto shown = identity::Certificate::all_in_pem(pem);
    if (shown.empty()) {
        return {};
    }
    const identity::Certificate& own = shown.front();
    Certified certified{{}, {}, own.serial(), own.not_before(), own.not_after()};
    if (auto name = identity::agent_named_by(own)) {
        certified.unit = std::move(name->unit);
        certified.agent = std::move(name->agent);
    }
    return certified;
}

} // namespace congto::intake
