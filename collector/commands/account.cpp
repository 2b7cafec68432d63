#include "collector/access/account.h"
#include "collector/access/access_file.h"
#include "collector/access/password.h"
#include "collector/commands/account_listing.h"
#include "collector/commands/account_parts.h"
#include "collector/commands/new_password.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(People who look at figures. Operators see all, the ministry sees all, people of a unit see their own
unit. A password is asked for on the terminal, or is the first line of standard input or of
--password-file; never an argument. Only its argon2id hash is kept.

  congto-collector account create lan --role unit --unit H44
  congto-collector account create minh --role ministry --password-file minh.txt
  congto-collector account create hoa@hue.example --role unit --unit H57 --single-sign-on
      no password: a reverse proxy says who it is ([http.single_sign_on] of the settings)
  congto-collector account list
      who there is, who may not sign in, and who tried too many passwords
  congto-collector account change lan --role unit --unit H57 --reason "works in Huế from May on"
      another role or unit; lan's sessions and API tokens end
  congto-collector account password lan
      a new one; whoever is signed in as lan is signed out
  congto-collector account password lan --single-sign-on
      none any more; the other way round, --instead gives one to an account of single sign-on
  congto-collector account disable lan
      lan's sessions end, lan's API tokens are refused
  congto-collector account enable lan
  congto-collector account unlock lan
      before the time is over that five wrong passwords cost; those of hosts from which lan signed in
      within 90 days are counted apart, so that strangers lock out strangers alone

Every act is in congto-collector audit.)";

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

void check(const AccountOptions& options)
{
    std::vector<std::string> faults;
    if (!access::is_account_name(options.name)) {
        faults.emplace_back("NAME: is no name of an account: 1 to 64 small letters, digits, \".\", "
                            "\"-\", \"_\" and \"@\", a letter or digit first");
    }
    check_unit(options, faults);
    if (options.single_sign_on && options.password_file) {
        faults.emplace_back("--password-file: an account of single sign-on has no password");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

int create(const AccountOptions& options)
{
    check(options);
    const auto access = access::open_for_writing(options.where->state().access_file());
    const auto exists = runtime::BadSettings("there is an account \"" + options.name +
                                             "\" already; nothing was changed");
    if (access::account_named(*access, options.name)) {
        throw exists; // before anybody types
    }
    const std::string password =
        options.single_sign_on ? std::string()
                               : access::hash_of(new_password(options.password_file, options.name));
    const access::Viewer viewer{options.name, *access::role_of(options.role), options.unit};
    if (!access::make_account(*access, viewer, password, actor(), runtime::SystemClock().now())) {
        throw exists;
    }
    std::cout << "made: " << options.name << ", "
              << (viewer.role == access::Role::unit ? "sees unit " + viewer.unit : "sees all units")
              << '\n';
    return 0;
}

int change_password(const AccountOptions& options)
{
    const auto access = access::open_for_writing(options.where->state().access_file());
    const auto account = access::account_named(*access, options.name);
    if (!account) {
        throw_unchanged(*access, options.name, "");
    }
    const bool has_none = account->password.empty();
    if (has_none && options.single_sign_on) {
        throw_unchanged(*access, options.name, "signs in by single sign-on already");
    }
    if (has_none && !options.instead) {
        throw runtime::BadSettings(options.name +
                                   " signs in by single sign-on, which a password would end; with "
                                   "--instead it gets one all the same");
    }
    const std::string hash =
        options.single_sign_on ? std::string()
                               : access::hash_of(new_password(options.password_file, options.name));
    if (!access::set_password(*access, options.name, hash, actor(), runtime::SystemClock().now())) {
        throw_unchanged(*access, options.name, "was given another password just now; try again");
    }
    std::cout << "changed: " << options.name
              << (hash.empty() ? " has no password any more: a reverse proxy says who it is"
                               : "'s password; it must sign in anew everywhere")
              << '\n';
    return 0;
}

using Change = bool (*)(SQLite::Database&, const std::string&, const std::string&,
                        runtime::Instant);

struct Changing {
    const char* command;
    const char* help;
    Change change;
    const char* done;
    const char* unchanged;
};

constexpr Changing kChanges[] = {
    {"disable", "Let nobody sign in with an account any more", access::disable_account,
     "its sessions have ended, its API tokens are refused", "is disabled already"},
    {"enable", "Let a disabled account sign in again", access::enable_account,
     "it may sign in again", "is not disabled"},
    {"unlock", "Let an account sign in that tried too many passwords", access::unlock_account,
     "wrong passwords are counted anew", "has no wrong passwords to forget"},
};

int change(const AccountOptions& options, const Changing& changing)
{
    const auto access = access::open_for_writing(options.where->state().access_file());
    if (!changing.change(*access, options.name, actor(), runtime::SystemClock().now())) {
        throw_unchanged(*access, options.name, changing.unchanged);
    }
    std::cout << options.name << ": " << changing.done << '\n';
    return 0;
}

int list(const ListOptions& options)
{
    const auto access = access::open_for_reading(options.where->state().access_file());
    runtime::print(std::cout,
                   account_listing(access::accounts(*access), runtime::SystemClock().now()),
                   options.shape->shape());
    return 0;
}

void add_create(CLI::App& account, Chosen& chosen)
{
    auto* command = account.add_subcommand("create", "Let a person sign in");
    auto options = add_named(*command);
    add_role(*command, *options);
    command
        ->add_option("--password-file", options->password_file,
                     "Its first line is the password; else it is asked for")
        ->type_name("FILE");
    command->add_flag("--single-sign-on", options->single_sign_on,
                      "No password: a reverse proxy says who it is");
    command->callback([&chosen, options] { chosen = [options] { return create(*options); }; });
}

void add_password(CLI::App& account, Chosen& chosen)
{
    auto* command = account.add_subcommand("password", "Give an account a new password");
    auto options = add_named(*command);
    auto* file = command
                     ->add_option("--password-file", options->password_file,
                                  "Its first line is the password; else it is asked for")
                     ->type_name("FILE");
    command
        ->add_flag("--single-sign-on", options->single_sign_on,
                   "None any more: a reverse proxy says who it is")
        ->excludes(file);
    command->add_flag("--instead", options->instead,
                      "Also of an account of single sign-on, which ends that");
    command->callback(
        [&chosen, options] { chosen = [options] { return change_password(*options); }; });
}

} // namespace

void add_account(CLI::App& app, Chosen& chosen)
{
    auto* account = app.add_subcommand("account", "Let people sign in");
    account->footer(kHelp);
    account->require_subcommand(1);
    add_create(*account, chosen);
    auto* listing = account->add_subcommand("list", "Show who may sign in");
    auto listed = std::make_shared<ListOptions>();
    listed->where = add_whereabouts(*listing);
    listed->shape = add_shape_options(*listing);
    listing->callback([&chosen, listed] { chosen = [listed] { return list(*listed); }; });
    add_account_change(*account, chosen);
    add_password(*account, chosen);
    for (const Changing& changing : kChanges) {
        auto* command = account->add_subcommand(changing.command, changing.help);
        auto options = add_named(*command);
        command->callback([&chosen, &changing, options] {
            chosen = [&changing, options] { return change(*options, changing); };
        });
    }
}

} // namespace congto::collector
