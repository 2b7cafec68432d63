#include "collector/dashboard/request_headers.h"

namespace congto::dashboard {

std::vector<std::string_view> headers_named(const HttpRequest& request, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const auto& [of, value] : request.headers) {
        if (of == name) {
            values.push_back(value);
        }
    }
    return values;
}

OneHeader header_named(const HttpRequest& request, std::string_view name)
{
    const auto values = headers_named(request, name);
    return {values.empty() ? std::string_view() : values.front(), !values.empty(),
            values.size() > 1};
}

} // namespace congto::dashboard
