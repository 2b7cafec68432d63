// The rights of a source's account on a real engine: made by what the agent prints, too few, too
// many.
#pragma once

#include "tests/mapping/shipped_suite.h"
#include "tests/support/temp_server.h"

#include <functional>
#include <string>
#include <vector>

namespace congto::test {

struct RightsStage {
    Engine engine; // as its administrator
    std::function<std::string(const Login&)> connection;
    // Lets an account made by the printed statements log in.
    std::function<std::string(const Login&)> give_password;
    std::function<std::string(const std::string& user)> account; // as statements name it
};

// The printed statements, and no more, are enough for all the agent asks; every column is needed.
void check_exact_rights(const RightsStage& stage, const std::string& mapping);

// A right too many, `$who` being the account; what `check` then says; and how to take it away.
struct TooMuch {
    std::string grant;
    std::string said;
    std::string revoke;
};

void check_too_much(const RightsStage& stage, const std::vector<TooMuch>& cases);

} // namespace congto::test
