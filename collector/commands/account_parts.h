// What the sub-commands of `account` have in common.
#pragma once

#include "collector/commands/commands.h"
#include "collector/commands/settings.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace congto::collector {

struct AccountOptions {
    std::shared_ptr<Whereabouts> where;
    std::string name;
    std::string role;
    std::string unit;
    std::string reason;
    std::optional<std::filesystem::path> password_file;
    bool single_sign_on = false;
    bool instead = false; // of single sign-on
};

std::shared_ptr<AccountOptions> add_named(CLI::App& command);
// --role and --unit.
void add_role(CLI::App& command, AccountOptions& options);

// "operator root"
std::string actor();
// That the unit belongs to the role, and is one of today.
void check_unit(const AccountOptions& options, std::vector<std::string>& faults);

// Why nothing was changed. What is no account's name may be a password, and is not said again.
[[noreturn]] void throw_unchanged(SQLite::Database& access, const std::string& name,
                                  const char* unchanged);

void add_account_change(CLI::App& account, Chosen& chosen);

} // namespace congto::collector
