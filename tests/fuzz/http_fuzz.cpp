// HTTP requests by the code that reads them for the server, from bytes as they may come.
#include "collector/dashboard/door/answer_text.h"
#include "collector/dashboard/door/request_reader.h"
#include "config/runtime/text.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace congto;
using namespace congto::dashboard;

namespace {

// What somebody's bytes came to: one line a request, and how it ended.
struct Served {
    std::vector<std::string> requests;
    std::string ended; // why it was refused; empty: more may come
    bool operator==(const Served&) const = default;
};

void require_promises(const HttpRequest& request, const HttpLimits& limits)
{
    fuzz::require(request.target.starts_with('/') && request.body.size() <= limits.body_bytes);
    fuzz::require(request.headers.size() <= limits.headers);
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    for (const auto& [name, value] : request.headers) {
        fuzz::require(!name.empty() && runtime::is_valid_utf8(value));
        fuzz::require(std::none_of(name.begin(), name.end(), [](char letter) {
            return letter <= ' ' || letter == ':' || (letter >= 'A' && letter <= 'Z');
        }));
        fuzz::require(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
        fuzz::require(name != "transfer-encoding");
        hosts += name == "host" ? 1 : 0;
        lengths += name == "content-length" ? 1 : 0;
    }
    fuzz::require(hosts <= 1 && lengths <= 1);
    fuzz::require(lengths == 1 || request.body.empty());
}

// A site that says back what it can, in a header too.
std::string answered(const HttpRequest& request)
{
    HttpResponse response{200, {{"X-Target", request.target}}, request.body};
    for (const auto& [name, value] : request.headers) {
        response.headers.emplace_back(name, value);
    }
    const auto text = text_of(response, AnswerForm{});
    if (!text) {
        return "none";
    }
    const std::size_t end = text->find("\r\n\r\n");
    fuzz::require(end != std::string::npos && text->substr(end + 4) == request.body);
    const std::string_view head = std::string_view(*text).substr(0, end);
    const auto lines = static_cast<std::size_t>(std::count(head.begin(), head.end(), '\n'));
    fuzz::require(lines <= response.headers.size() + 4); // no header became two
    return *text;
}

// Everything that comes, in pieces of so many bytes.
Served served(std::string_view bytes, std::size_t piece)
{
    const HttpLimits limits;
    RequestReader reader(limits);
    Served all;
    while (!bytes.empty()) {
        reader.add(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        for (;;) {
            const auto found = reader.next();
            if (const auto* refusal = std::get_if<Refusal>(&found)) {
                all.ended = words_of(*refusal).name;
                fuzz::require(words_of(*refusal).status >= 400);
                return all;
            }
            const auto* whole = std::get_if<RequestReader::Whole>(&found);
            if (whole == nullptr) {
                break;
            }
            require_promises(whole->request, limits);
            all.requests.push_back(whole->request.method + ' ' + answered(whole->request));
            if (!whole->keeps_line) {
                all.ended = "asked";
                return all;
            }
        }
    }
    return all;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text = fuzz::text_of(bytes, size);
    // However the network cuts it, it means the same.
    const Served at_once = served(text, text.size() + 1);
    fuzz::require(at_once == served(text, 7));
    fuzz::require(size > 512 || at_once == served(text, 1));
    return 0;
}
