// Where somebody was going who has to sign in first.
//
// A way is "/password" or "/rates?month=2026-08", without the language of a page; empty is the
// start page. What a browser brings is never gone to as it is: the path must be a page of this site
// letter for letter (routes.h), and the query is written anew, so that no way leads to another
// host.
#pragma once

#include "collector/dashboard/target.h"
#include "collector/dashboard/words.h"

#include <string>

namespace congto::dashboard {

// Empty: it is no page, or longer than 1 KiB.
std::string way_of(const Target& target);
// "to" of a query or a form; empty also for what is no way.
std::string way_in(const Fields& fields);

// "/password?lang=en"
std::string end_of_way(const std::string& way, Language language);
// "/login?to=%2Fpassword&lang=en"
std::string sign_in_path(const std::string& way, Language language);

} // namespace congto::dashboard
