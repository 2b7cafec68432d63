// A file of who may do what, with people in it, at a time that stands still.
#pragma once

#include "collector/access/access_file.h"
#include "collector/access/account.h"
#include "collector/access/api_token.h"
#include "collector/access/audit.h"
#include "collector/access/password.h"
#include "collector/access/people.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_dir.h"

#include <SQLiteCpp/Database.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace congto::test {

inline constexpr const char* kPassword = "correct horse battery";
inline constexpr const char* kHost = "10.0.0.1";

class SigningIn {
public:
    // An operator "root", "minh" of the ministry, "lan" of unit H44, all with kPassword.
    explicit SigningIn(access::PeopleRules rules = many())
    {
        access::create(file());
        const auto book = this->book();
        const std::string hash = access::hash_of(kPassword);
        using access::Role;
        for (const access::Viewer& viewer : {access::Viewer{"root", Role::operators, {}},
                                             access::Viewer{"minh", Role::ministry, {}},
                                             access::Viewer{"lan", Role::unit, "H44"}}) {
            access::make_account(*book, viewer, hash, "operator test", clock.now());
        }
        people = std::make_unique<access::People>(file(), rules, clock);
    }

    // Nobody is refused for coming often.
    static access::PeopleRules many() { return {{}, 1000, 1000}; }

    std::filesystem::path file() const { return dir.path() / "access.db"; }
    std::unique_ptr<SQLite::Database> book() const { return access::open_for_writing(file()); }

    std::optional<access::SignedIn> sign_in(const std::string& account,
                                            const std::string& password = kPassword) const
    {
        const auto outcome = people->sign_in(account, password, kHost);
        const auto* signed_in = std::get_if<access::SignedIn>(&outcome);
        return signed_in != nullptr ? std::optional(*signed_in) : std::nullopt;
    }

    std::string token(const std::string& account, const std::string& unit = {}) const
    {
        return access::make_api_token(*book(),
                                      {account, "monthly report", unit, std::chrono::hours(1)},
                                      "operator test", clock.now());
    }

    // "act object detail", the newest first.
    std::vector<std::string> acts() const
    {
        std::vector<std::string> lines;
        access::latest_acts(*book(), 1000, [&](std::int64_t, const access::Act& act) {
            lines.push_back(act.act + ' ' + act.object + ' ' + act.detail);
        });
        return lines;
    }

    TempDir dir;
    mutable ManualClock clock;
    std::unique_ptr<access::People> people;
};

} // namespace congto::test
