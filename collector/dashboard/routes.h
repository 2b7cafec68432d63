// What is where. A path that is not one of these, letter for letter, is nothing.
#pragma once

#include "collector/dashboard/visit.h"

#include <string_view>

namespace congto::dashboard {

struct Route {
    std::string_view path;
    // HEAD too, whose body the door leaves out; null: there is nothing to get.
    HttpResponse (*get)(const House& house, const Visit& visit);
    // A form from a page of this site; null: takes none.
    HttpResponse (*post)(const House& house, const Visit& visit, const Fields& form);
    std::string_view allow; // "GET, HEAD"
};

// Null: there is nothing.
const Route* route_at(std::string_view path);

// Programs are answered in JSON, also where something is wrong.
bool is_for_programs(std::string_view path);

} // namespace congto::dashboard
