#include "collector/dashboard/routes.h"

#include "collector/dashboard/api.h"
#include "collector/dashboard/embedded.h"
#include "collector/dashboard/own_pages.h"
#include "collector/dashboard/replies.h"
#include "collector/dashboard/signing.h"

#include <algorithm>
#include <array>

namespace congto::dashboard {
namespace {

HttpResponse health_reply(const House&, const Visit&)
{
    return text_reply(200, "text/plain; charset=utf-8", "ok\n");
}

HttpResponse style_reply(const House&, const Visit&)
{
    HttpResponse response = text_reply(200, "text/css; charset=utf-8", std::string(style_css));
    response.headers.emplace_back("Cache-Control", "max-age=3600");
    return response;
}

constexpr std::string_view kRead = "GET, HEAD";
constexpr std::string_view kBoth = "GET, HEAD, POST";

constexpr std::array<Route, 15> kRoutes{{
    {"/", start_reply, nullptr, kRead, Page::spoken},
    {"/login", login_form_reply, login_reply, kBoth},
    {"/logout", nullptr, logout_reply, "POST"},
    {"/password", password_form_reply, password_reply, kBoth, Page::spoken},
    {"/rates", figures_page_reply, nullptr, kRead, Page::figures},
    {"/gap", figures_page_reply, nullptr, kRead, Page::figures},
    {"/ranking", figures_page_reply, nullptr, kRead, Page::figures},
    {"/flags", figures_page_reply, nullptr, kRead, Page::figures},
    {"/style.css", style_reply, nullptr, kRead},
    {"/healthz", health_reply, nullptr, kRead},
    {"/api/v1/indicators", indicators_reply, nullptr, kRead},
    {"/api/v1/rates", figures_reply, nullptr, kRead},
    {"/api/v1/gap", figures_reply, nullptr, kRead},
    {"/api/v1/ranking", figures_reply, nullptr, kRead},
    {"/api/v1/flags", figures_reply, nullptr, kRead},
}};

} // namespace

const Route* route_at(std::string_view path)
{
    const auto* found = std::find_if(kRoutes.begin(), kRoutes.end(),
                                     [&](const Route& route) { return route.path == path; });
    return found == kRoutes.end() ? nullptr : found;
}

bool is_for_programs(std::string_view path)
{
    return path.starts_with("/api/");
}

} // namespace congto::dashboard
