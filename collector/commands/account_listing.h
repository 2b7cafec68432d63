// Accounts of people, as a table.
#pragma once

#include "collector/access/account.h"
#include "config/runtime/table.h"

#include <vector>

namespace congto::collector {

runtime::Listing account_listing(const std::vector<access::Account>& accounts,
                                 runtime::Instant now);

} // namespace congto::collector
