#include "collector/dashboard/forms.h"

#include "collector/dashboard/pages.h"
#include "collector/dashboard/replies.h"

#include <algorithm>

namespace congto::dashboard {
namespace {

// Takes as long, wherever they differ.
bool is_same(const std::string& one, const std::string& other)
{
    unsigned differences = one.size() == other.size() ? 0 : 1;
    for (std::size_t at = 0; at < std::min(one.size(), other.size()); ++at) {
        differences |= static_cast<unsigned char>(one[at]) ^ static_cast<unsigned char>(other[at]);
    }
    return differences == 0;
}

} // namespace

HttpResponse message(const Visit& visit, int status, const std::string& title,
                     const std::string& text)
{
    const Language language = visit.language();
    return page_reply(status, message_page(language, title, bad_news(language, text)));
}

HttpResponse malformed(const Visit& visit)
{
    return message(visit, 400, "bad_request_title", "bad_request");
}

bool has(const Fields& form, std::initializer_list<const char*> names)
{
    return form.size() == names.size() &&
           std::all_of(names.begin(), names.end(),
                       [&](const char* name) { return only(form, name).has_value(); });
}

bool is_of(const access::Session& session, const Fields& form)
{
    return is_same(only(form, "anti_forgery").value_or(""), session.anti_forgery);
}

HttpResponse forged(const House& house, const Visit& visit, const OpenSession& open)
{
    note_refusal(house, visit, "forged form", "not a form of this session",
                 open.session.viewer.account);
    return message(visit, 403, "forbidden_title", "forged_form");
}

} // namespace congto::dashboard
