// Whose page a form was sent from.
#pragma once

#include "collector/dashboard/http_message.h"
#include "collector/dashboard/site_rules.h"

#include <optional>
#include <string>

namespace congto::dashboard {

// Why a form is not from a page of ours; none: it is. Origin says it, without one Referer; without
// either nobody knows. A browser that tells how sites relate (Sec-Fetch-Site) must agree.
std::optional<std::string> foreign_origin(const HttpRequest& request, const SiteRules& rules);

} // namespace congto::dashboard
