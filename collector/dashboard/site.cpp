#include "collector/dashboard/site.h"

#include "collector/dashboard/origin.h"
#include "collector/dashboard/pages.h"
#include "collector/dashboard/replies.h"
#include "collector/dashboard/request_headers.h"
#include "collector/dashboard/routes.h"
#include "config/runtime/failure.h"
#include "config/runtime/log.h"

#include <algorithm>
#include <utility>

namespace congto::dashboard {
namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// What is wrong with a request: `title` and `text` are words of the pages, `fault` is for programs.
struct Wrong {
    int status = 400;
    const char* title = "bad_request_title";
    const char* text = "bad_request";
    const char* fault = "the request cannot be read: see RFC 9110 and RFC 3986";
};

constexpr Wrong kUnreadable;
constexpr Wrong kNotForm{415, "bad_request_title", "bad_request",
                         "forms are application/x-www-form-urlencoded"};
constexpr Wrong kNotFound{
    404, "not_found_title", "not_found",
    "there is nothing of that path; there are /api/v1/indicators, rates, gap, "
    "ranking and flags"};
constexpr Wrong kNotAllowed{405, "not_allowed_title", "not_allowed",
                            "that method is not for this path: see Allow"};
constexpr Wrong kForgedName{403, "forbidden_title", "forged_name",
                            "only single sign-on may say who it is, and must say so once"};
constexpr Wrong kForgedForm{403, "forbidden_title", "forged_form",
                            "the form was not sent from a page of this site"};
constexpr Wrong kUnavailable{503, "unavailable_title", "unavailable",
                             "no answer for now; try again in a few minutes"};
constexpr Wrong kFailed{500, "unavailable_title", "unavailable",
                        "no answer: something is wrong here, and in the collector's log"};

HttpResponse reply_of(const Wrong& wrong, std::string_view path, Language language)
{
    if (is_for_programs(path)) {
        return faults_reply(wrong.status, {wrong.fault});
    }
    return page_reply(wrong.status,
                      message_page(language, wrong.title, bad_news(language, wrong.text)));
}

bool is_form(const HttpRequest& request)
{
    const auto type = header_named(request, "content-type");
    std::string kind(type.value.substr(0, type.value.find(';')));
    std::transform(kind.begin(), kind.end(), kind.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
    });
    return !type.repeated && kind.substr(0, kind.find_last_not_of(" \t") + 1) == kForm;
}

HttpResponse form_taken(const House& house, const Visit& visit, const Route& route)
{
    const auto wrong = [&](const Wrong& why) {
        return reply_of(why, visit.target.path, visit.language());
    };
    if (const auto why = foreign_origin(visit.request, house.rules)) {
        note_refusal(house, visit, "forged form", *why);
        return wrong(kForgedForm);
    }
    if (!is_form(visit.request)) {
        return wrong(kNotForm);
    }
    const auto form = read_fields(visit.request.body);
    return form ? route.post(house, visit, *form) : wrong(kUnreadable);
}

HttpResponse taken(const House& house, const Visit& visit)
{
    using How = NamedByProxy::How;
    const auto wrong = [&](const Wrong& why) {
        return reply_of(why, visit.target.path, visit.language());
    };
    if (visit.named.how == How::forged || visit.named.how == How::unusable) {
        note_refusal(house, visit, "single sign-on",
                     visit.named.how == How::forged ? "a name from where it may not come"
                                                    : "no name, several, or one that cannot be");
        return wrong(kForgedName);
    }
    const Route* route = route_at(visit.target.path);
    if (route == nullptr) {
        return wrong(kNotFound);
    }
    const std::string& method = visit.request.method;
    if (route->get != nullptr && (method == "GET" || method == "HEAD")) {
        return route->get(house, visit);
    }
    if (route->post != nullptr && method == "POST") {
        return form_taken(house, visit, *route);
    }
    HttpResponse response = wrong(kNotAllowed);
    response.headers.emplace_back("Allow", route->allow);
    return response;
}

HttpResponse answered(const House& house, const HttpRequest& request)
{
    auto target = read_target(request.target);
    if (!target) {
        return reply_of(kUnreadable, request.target, Language::vietnamese);
    }
    const Visit visit{request, std::move(*target), address_of(request, house.rules.proxies),
                      named_by_proxy(request, house.rules.single_sign_on)};
    const auto failed = [&](const Wrong& wrong, const std::exception& failure) {
        runtime::log(runtime::Severity::error, "request not answered",
                     {{"path", visit.target.path}, {"reason", failure.what()}});
        return reply_of(wrong, visit.target.path, visit.language());
    };
    try {
        return taken(house, visit);
    } catch (const runtime::Unavailable& unavailable) {
        return failed(kUnavailable, unavailable);
    } catch (const std::exception& failure) {
        return failed(kFailed, failure);
    }
}

} // namespace

Site make_site(House house)
{
    return [house = std::move(house)](const HttpRequest& request) {
        HttpResponse response = answered(house, request);
        complete(response);
        return response;
    };
}

} // namespace congto::dashboard
