#include "collector/dashboard/words.h"

#include "collector/dashboard/embedded.h"
#include "config/runtime/settings.h"

#include <variant>

namespace congto::dashboard {
namespace {

Pieces read(runtime::Table table)
{
    Pieces words;
    for (const std::string& name : table.keys()) {
        words[name] = table.text(name);
    }
    return words;
}

struct BothLanguages {
    Pieces vietnamese;
    Pieces english;
};

BothLanguages read_all()
{
    runtime::SettingsFile file(words_toml, "collector/web/words.toml");
    BothLanguages words{read(file.root().table("vi")), read(file.root().table("en"))};
    file.finish();
    return words;
}

} // namespace

Language language_of(const Fields& query)
{
    return only(query, "lang") == "en" ? Language::english : Language::vietnamese;
}

std::string in_language(const std::string& path, Language language)
{
    if (language != Language::english) {
        return path;
    }
    return path + (path.find('?') == path.npos ? "?lang=en" : "&lang=en");
}

const Pieces& words_in(Language language)
{
    static const BothLanguages words = read_all();
    return language == Language::english ? words.english : words.vietnamese;
}

const std::string& word(Language language, const std::string& name)
{
    return std::get<std::string>(words_in(language).at(name));
}

} // namespace congto::dashboard
