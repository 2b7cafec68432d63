// What a browser, a program or a proxy sends to the site, by the readers of its parts. A line each:
// target, cookie, origin, referer, host, forwarded for, name of single sign-on; the rest is a form.
#include "collector/dashboard/cookies.h"
#include "collector/dashboard/markup.h"
#include "collector/dashboard/origin.h"
#include "collector/dashboard/proxies.h"
#include "collector/dashboard/target.h"
#include "config/runtime/text.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <array>
#include <string>

using namespace congto;
using namespace congto::dashboard;

namespace {

constexpr std::array<const char*, 6> kHeaders{"cookie", "origin",          "referer",
                                              "host",   "x-forwarded-for", "x-remote-user"};
const std::string kProxy = "10.9.9.9";

std::string_view line_of(std::string_view& text)
{
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    return line;
}

bool is_one_line(std::string_view text)
{
    return runtime::is_valid_utf8(text) && runtime::escaped(text) == text;
}

std::string encoded(std::string_view text)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string written;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        written += '%';
        written += kDigits[byte >> 4U];
        written += kDigits[byte & 15U];
    }
    return written;
}

// What was read, written with every byte escaped, is read as the same.
void require_fields(const Fields& fields)
{
    std::string written;
    for (const auto& [name, value] : fields) {
        fuzz::require(!name.empty() && is_one_line(name) && is_one_line(value));
        written += (written.empty() ? "" : "&") + encoded(name) + '=' + encoded(value);
    }
    fuzz::require(read_fields(written) == fields);
}

void require_markup(const std::string& text)
{
    const std::string shown = filled("{{a}}", {{"a", text}}).text;
    fuzz::require(shown.find_first_of("<>\"'") == shown.npos && shown.size() >= text.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    std::string_view text = fuzz::text_of(bytes, size);
    HttpRequest request{"POST", std::string(line_of(text)), {}, {}, kProxy};
    for (const char* name : kHeaders) {
        if (const auto value = line_of(text); !value.empty()) {
            request.headers.emplace_back(name, value);
        }
    }
    request.body = text;
    if (const auto target = read_target(request.target)) {
        fuzz::require(target->path.starts_with('/') && is_one_line(target->path));
        require_fields(target->query);
    }
    if (const auto form = read_fields(request.body)) {
        require_fields(*form);
    }
    const std::string secret = session_secret_of(request);
    fuzz::require(secret.empty() || secret.size() == 52);
    const std::string from = address_of(request, {kProxy});
    fuzz::require(is_among(from, {from}) && is_one_line(from));
    const auto named = named_by_proxy(request, {{kProxy}, "x-remote-user"});
    fuzz::require(named.how == NamedByProxy::How::somebody ? is_one_line(named.account)
                                                           : named.account.empty());
    const auto foreign = foreign_origin(request, {"https://congto.example", "https", {}, {}});
    fuzz::require(foreign || request.headers.size() > 0);
    require_markup(request.body);
    return 0;
}
