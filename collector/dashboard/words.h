// What pages say, in two languages: collector/web/words.toml.
#pragma once

#include "collector/dashboard/fields.h"
#include "collector/dashboard/markup.h"
#include "collector/rates/definitions.h"

#include <string>

namespace congto::dashboard {

using rates::Language;

// English where the query says lang=en, Vietnamese else: no page needs to be asked for another way.
Language language_of(const Fields& query);
// The path and its query, if it has one, with the language kept in it.
std::string in_language(const std::string& path, Language language);

// Every word of that language, by its name.
const Pieces& words_in(Language language);
// Throws std::out_of_range: there is none of that name.
const std::string& word(Language language, const std::string& name);

} // namespace congto::dashboard
