// What is where. A path that is not one of these, letter for letter, is nothing.
#pragma once

#include "collector/dashboard/visit.h"

#include <cstdint>
#include <string_view>

namespace congto::dashboard {

// What somebody may be sent back to after signing in (way.h).
enum class Page : std::uint8_t {
    none,
    spoken,  // in the language that its query names
    figures, // whose query is all of the question
};

struct Route {
    std::string_view path;
    // HEAD too, whose body the door leaves out; null: there is nothing to get.
    HttpResponse (*get)(const House& house, const Visit& visit);
    // A form from a page of this site; null: takes none.
    HttpResponse (*post)(const House& house, const Visit& visit, const Fields& form);
    std::string_view allow; // "GET, HEAD"
    Page page = Page::none;
};

// Null: there is nothing.
const Route* route_at(std::string_view path);

// Programs are answered in JSON, also where something is wrong.
bool is_for_programs(std::string_view path);

} // namespace congto::dashboard
