#include "collector/dashboard/pages.h"

#include "collector/dashboard/embedded.h"
#include "collector/dashboard/way.h"

#include <utility>

namespace congto::dashboard {
namespace {

// What lies around every page.
struct Frame {
    Language language;
    std::string title;
    std::string path; // of the page, for the other language
    std::optional<Notice> notice;
};

Html html_of(const std::optional<Notice>& notice)
{
    if (!notice) {
        return {};
    }
    const bool bad = notice->kind == Notice::Kind::bad;
    return filled(notice_html, {{"kind", bad ? "bad" : "good"},
                                {"role", bad ? "alert" : "status"},
                                {"text", notice->text}});
}

Html framed(const Frame& frame, Html content)
{
    const bool english = frame.language == Language::english;
    const Language other = english ? Language::vietnamese : Language::english;
    Pieces pieces = words_in(frame.language);
    pieces["lang"] = english ? "en" : "vi";
    pieces["other_lang"] = english ? "vi" : "en";
    pieces["other_path"] = in_language(frame.path, other);
    pieces["home"] = in_language("/", frame.language);
    pieces["title"] = frame.title;
    pieces["notice"] = html_of(frame.notice);
    pieces["content"] = std::move(content);
    return filled(frame_html, pieces);
}

const char* name_of(access::Role role)
{
    switch (role) {
    case access::Role::operators:
        return "role_operators";
    case access::Role::ministry:
        return "role_ministry";
    case access::Role::unit:
        return "role_unit";
    }
    return "";
}

// One question of the table, with links to its answers.
Html question(Language language, const std::string& name, const std::string& meaning,
              const std::string& query)
{
    const std::string asked = '/' + name + '?' + query;
    return filled(question_html,
                  {{"name", word(language, name + "_name")},
                   {"meaning", word(language, meaning)},
                   {"json_path", asked},
                   // A page to sign in must not be kept as a file of figures.
                   {"csv_path", "/api/v1" + asked + "&format=csv"},
                   {"file", name + '-' + query.substr(query.find('=') + 1, 7) + ".csv"}});
}

Html questions(Language language, const access::Viewer& viewer, const std::string& month)
{
    const bool own = viewer.role == access::Role::unit;
    const std::string query = "month=" + month;
    const std::string bodies = query + "&bodies-of=" + viewer.unit;
    Html rows;
    for (const Html& row :
         {question(language, "rates", "rates_meaning", query),
          question(language, "gap", "gap_meaning", query),
          question(language, "ranking", own ? "ranking_own_meaning" : "ranking_meaning",
                   own ? bodies : query),
          question(language, "flags", "flags_meaning", query)}) {
        rows.text += row.text;
    }
    return rows;
}

} // namespace

Notice bad_news(Language language, const std::string& name)
{
    return {Notice::Kind::bad, word(language, name)};
}

Html login_page(Language language, const std::optional<Notice>& notice, const std::string& way)
{
    Pieces pieces = words_in(language);
    pieces["login_path"] = in_language("/login", language);
    pieces["to_field"] = way.empty() ? Html() : filled(to_field_html, {{"to", way}});
    const std::string path = sign_in_path(way, Language::vietnamese);
    return framed({language, word(language, "login_title"), path, notice},
                  filled(login_html, pieces));
}

Html start_page(Language language, const access::Session& session, const std::string& month)
{
    const access::Viewer& viewer = session.viewer;
    const bool own = viewer.role == access::Role::unit;
    Pieces pieces = words_in(language);
    pieces["account"] = viewer.account;
    pieces["role"] = word(language, name_of(viewer.role));
    pieces["sees"] =
        own ? word(language, "sees_unit") + ' ' + viewer.unit : word(language, "sees_all");
    pieces["anti_forgery"] = session.anti_forgery;
    pieces["password_path"] = in_language("/password", language);
    pieces["logout_path"] = in_language("/logout", language);
    pieces["lang_field"] =
        Html{language == Language::english ? std::string(lang_field_html) : std::string()};
    pieces["month"] = month;
    pieces["questions"] = questions(language, viewer, month);
    return framed({language, word(language, "start_title"), "/", {}}, filled(start_html, pieces));
}

Html password_page(Language language, const access::Session& session,
                   const std::optional<Notice>& notice)
{
    Pieces pieces = words_in(language);
    pieces["account"] = session.viewer.account;
    pieces["anti_forgery"] = session.anti_forgery;
    pieces["password_path"] = in_language("/password", language);
    pieces["home"] = in_language("/", language);
    return framed({language, word(language, "password_title"), "/password", notice},
                  filled(password_html, pieces));
}

Html message_page(Language language, const std::string& title, const Notice& notice)
{
    Pieces pieces = words_in(language);
    pieces["home"] = in_language("/", language);
    return framed({language, word(language, title), "/", notice}, filled(message_html, pieces));
}

} // namespace congto::dashboard
