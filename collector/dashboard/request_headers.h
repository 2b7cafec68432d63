// Headers of a request.
#pragma once

#include "collector/dashboard/http_message.h"

#include <optional>
#include <string_view>
#include <vector>

namespace congto::dashboard {

// The name in lower case.
std::vector<std::string_view> headers_named(const HttpRequest& request, std::string_view name);

// One that means something only where there is one.
struct OneHeader {
    std::string_view value;
    bool present = false;
    bool repeated = false;
};
OneHeader header_named(const HttpRequest& request, std::string_view name);

} // namespace congto::dashboard
