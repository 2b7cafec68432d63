// What the door hands to the site, and what it gets back. Values.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace congto::dashboard {

struct HttpRequest {
    std::string method; // "GET"
    std::string target; // as sent: "/api/v1/rates?month=2026-08"
    // Names in lower case, in order, repeated ones repeated; all of them, as sent. The site judges
    // those that proxies set (X-Forwarded-For, single sign-on): the door believes none.
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string peer; // address of the other end of the line, without port: "10.1.2.3", "::1"
};

struct HttpResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

// Called on any thread; may take tenths of a second; throws nothing.
using Site = std::function<HttpResponse(const HttpRequest&)>;

} // namespace congto::dashboard
