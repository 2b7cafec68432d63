// The head of a request: start line and headers. Pure.
#pragma once

#include "collector/dashboard/door/http_limits.h"
#include "collector/dashboard/door/refusal.h"
#include "collector/dashboard/http_message.h"

#include <cstddef>
#include <string_view>
#include <variant>

namespace congto::dashboard {

struct RequestHead {
    HttpRequest request; // without body and peer
    std::size_t body_bytes = 0;
    bool keeps_line = true;      // the line stays for another request
    bool waits_for_word = false; // "Expect: 100-continue": the body comes after a word
};

// False: no request begins so, whatever follows.
bool may_begin(std::string_view text);

// `block` ends with the empty line (CR LF CR LF). Stricter than RFC 9112 wherever it lets a server
// choose, because what two servers understand differently is how requests are smuggled.
std::variant<RequestHead, Refusal> read_head(std::string_view block, const HttpLimits& limits);

} // namespace congto::dashboard
