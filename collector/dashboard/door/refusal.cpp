#include "collector/dashboard/door/refusal.h"

namespace congto::dashboard {

const std::array<RefusalWords, kRefusals>& refusal_words()
{
    static constexpr std::array<RefusalWords, kRefusals> kWords{{
        {"malformed", 400, "This is no well-formed HTTP request."},
        {"header_too_large", 431, "The header of the request is too large."},
        {"body_too_large", 413, "The body of the request is too large."},
        {"length_required", 411, "Send the length of the body (Content-Length), not chunks."},
        {"unknown_method", 501, "No such method is known here."},
        {"unknown_version", 505, "Ask by HTTP/1.1."},
        {"unknown_expectation", 417, "Nothing but 100-continue can be expected here."},
        {"sent_too_slowly", 408, "The request took too long to arrive."},
        {"taken_too_slowly", 0, ""},
        {"handshake_failed", 0, ""},
        {"handshake_too_slow", 0, ""},
        {"too_many_lines", 0, ""},
        {"too_many_lines_of_one", 0, ""},
        {"too_many_waiting", 503, "Too many ask at this moment; ask again."},
        {"too_many_waiting_of_one", 503,
         "Too many ask from this address at this moment; ask again."},
        {"answers_too_large", 503, "Too many large answers are on their way; ask again."},
        {"failed", 500, "The page could not be made; the collector's log says why."},
    }};
    return kWords;
}

const RefusalWords& words_of(Refusal refusal)
{
    return refusal_words().at(static_cast<std::size_t>(refusal));
}

} // namespace congto::dashboard
