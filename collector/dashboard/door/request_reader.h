// Bytes as they come, made into whole requests. No socket is needed for it.
#pragma once

#include "collector/dashboard/door/request_head.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace congto::dashboard {

// A value of one thread. It holds no more than a head, a body and what was added last.
class RequestReader {
public:
    struct Whole {
        HttpRequest request; // without peer
        bool keeps_line = true;
    };
    struct Unfinished {
        bool has_begun = false;      // some of a request is there
        bool waits_for_word = false; // its body comes when "100 Continue" is said; told once
    };
    using Found = std::variant<Unfinished, Whole, Refusal>;

    explicit RequestReader(const HttpLimits& limits) : limits_(limits) {}

    void add(std::string_view bytes) { received_ += bytes; }
    // What the bytes come to; a whole request is taken out, so that the next call tells of the one
    // after it. After a refusal there is nothing more to be had: nobody knows where a next request
    // would begin.
    Found next();

private:
    std::optional<Refusal> read_head_if_there();

    HttpLimits limits_;
    std::string received_;
    std::size_t searched_ = 0;        // before it no head ends
    std::optional<RequestHead> head_; // of the request whose body is coming
};

} // namespace congto::dashboard
