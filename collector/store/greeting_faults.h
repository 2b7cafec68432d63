// Why a greeting is refused, in words that say on which machine what is to be done.
#pragma once

#include "collector/store/store.h"

#include <optional>
#include <string>
#include <string_view>

namespace congto::store {

GreetingRefused other_unit();
// The unit began with the key of this id.
GreetingRefused key_differs(const std::string& key_id);
GreetingRefused source_renumbered(std::uint16_t number, std::string_view before,
                                  std::string_view now);
GreetingRefused source_taken(std::string_view source);
// A copy of the spool reads its source: is its own machine still there?
GreetingRefused source_taken_by_copy();
// Of one spool, or, `other`, of two that went on by themselves.
GreetingRefused two_machines(const SpoolId& spool, const std::optional<SpoolId>& other);

} // namespace congto::store
