// What a piece of work writes to standard error.
#pragma once

#include <functional>
#include <string>

namespace congto::runtime::test {

std::string standard_error_of(const std::function<void()>& work);

} // namespace congto::runtime::test
