#include "collector/access/api_token.h"
#include "collector/access/access_file.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/settings.h"
#include "config/runtime/text.h"
#include "proto/model/codes.h"
#include "proto/model/time.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(What a program shows to read figures: "Authorization: Bearer TOKEN" of a request for /api/v1/... It
sees what its account sees, or one unit of that; it changes nothing. It is printed once, and only its
hash is kept: put it into a file that the program alone can read.

  congto-collector api-token create --account minh --name "monthly report"
      good for 90 days
  congto-collector api-token create --account minh --name "Hue's own page" --unit H57 --life 365d
  congto-collector api-token list
      whose they are, until when, and when each was last used
  congto-collector api-token revoke 3
      refused from the next request on

Tokens of an account that is disabled are refused. Every act is in congto-collector audit.)";

constexpr std::chrono::hours kLongestLife{24 * 366};
constexpr std::size_t kLongestName = 100;

struct CreateOptions {
    std::shared_ptr<Whereabouts> where;
    access::ApiTokenAsked asked;
    std::string life = "90d";
};

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

struct RevokeOptions {
    std::shared_ptr<Whereabouts> where;
    std::int64_t token = 0;
};

runtime::Value time_of(const std::optional<runtime::Instant>& instant)
{
    return instant
               ? runtime::Value{model::text_of(std::chrono::floor<std::chrono::seconds>(*instant))}
               : runtime::Value{};
}

void check(const CreateOptions& options)
{
    std::vector<std::string> faults;
    const std::string& name = options.asked.name;
    if (name.find_first_not_of(" \t") == std::string::npos || name.size() > kLongestName) {
        faults.emplace_back("--name: must say what the token is for, in at most 100 bytes");
    }
    if (!options.asked.unit.empty() && !model::is_unit_code(options.asked.unit)) {
        faults.push_back("--unit: \"" + runtime::escaped(options.asked.unit) +
                         "\" is no unit's code, such as H44");
    }
    const auto life = runtime::parse_duration(options.life);
    if (!life || *life < std::chrono::seconds(1) || *life > kLongestLife) {
        faults.push_back("--life: \"" + runtime::escaped(options.life) +
                         "\" is not a time of 1s to 366d, such as 90d");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

int create(const CreateOptions& options)
{
    check(options);
    access::ApiTokenAsked asked = options.asked;
    asked.life = *runtime::parse_duration(options.life);
    asked.name = runtime::escaped(asked.name);
    const auto access = access::open_for_writing(options.where->state().access_file());
    const runtime::Instant now = runtime::SystemClock().now();
    std::cout << access::make_api_token(*access, asked, "operator " + who_decides(), now)
              << std::endl;
    std::cerr << "good until "
              << model::text_of(std::chrono::floor<std::chrono::seconds>(now + asked.life))
              << "; it is shown this once\n";
    return 0;
}

std::string standing_of(const access::ApiToken& token, runtime::Instant now)
{
    if (token.revoked) {
        return "revoked";
    }
    if (token.over_at <= now) {
        return "over";
    }
    return token.is_disabled ? "disabled" : "good";
}

int list(const ListOptions& options)
{
    const auto access = access::open_for_reading(options.where->state().access_file());
    const runtime::Instant now = runtime::SystemClock().now();
    runtime::Listing listing;
    listing.columns = {
        {"token", "Token"}, {"name", "For"},  {"account", "Account"},       {"sees", "Sees"},
        {"state", "State"}, {"made", "Made"}, {"good_until", "Good until"}, {"used", "Last used"}};
    for (const access::ApiToken& token : access::api_tokens(*access)) {
        const std::string& unit = token.viewer.unit;
        listing.rows.push_back({token.id, token.name, token.viewer.account,
                                unit.empty() ? std::string("all units") : unit,
                                standing_of(token, now), time_of(token.made_at),
                                time_of(token.over_at), time_of(token.used_at)});
    }
    runtime::print(std::cout, listing, options.shape->shape());
    return 0;
}

int revoke(const RevokeOptions& options)
{
    const auto access = access::open_for_writing(options.where->state().access_file());
    if (!access::revoke_api_token(*access, options.token, "operator " + who_decides(),
                                  runtime::SystemClock().now())) {
        throw runtime::BadSettings("API token " + std::to_string(options.token) +
                                   " is none, or revoked already; congto-collector api-token list "
                                   "shows them");
    }
    std::cout << "revoked: API token " << options.token << " is refused from now on\n";
    return 0;
}

void add_create(CLI::App& token, Chosen& chosen)
{
    auto* command = token.add_subcommand("create", "Print a token, once");
    auto options = std::make_shared<CreateOptions>();
    options->where = add_whereabouts(*command);
    command->add_option("--account", options->asked.account, "Whose token: what it sees, it sees")
        ->required()
        ->type_name("NAME");
    command->add_option("--name", options->asked.name, "What it is for")
        ->required()
        ->type_name("TEXT");
    command->add_option("--unit", options->asked.unit, "This unit alone, of what the account sees")
        ->type_name("CODE");
    command->add_option("--life", options->life, "How long it is good, at most 366d")
        ->type_name("TIME")
        ->capture_default_str();
    command->callback([&chosen, options] { chosen = [options] { return create(*options); }; });
}

} // namespace

void add_api_token(CLI::App& app, Chosen& chosen)
{
    auto* token = app.add_subcommand("api-token", "Let programs read figures");
    token->footer(kHelp);
    token->require_subcommand(1);
    add_create(*token, chosen);
    auto* listing = token->add_subcommand("list", "Show tokens, the newest first");
    auto listed = std::make_shared<ListOptions>();
    listed->where = add_whereabouts(*listing);
    listed->shape = add_shape_options(*listing);
    listing->callback([&chosen, listed] { chosen = [listed] { return list(*listed); }; });
    auto* revoking = token->add_subcommand("revoke", "Refuse a token from now on");
    auto revoked = std::make_shared<RevokeOptions>();
    revoked->where = add_whereabouts(*revoking);
    revoking->add_option("token", revoked->token, "Its number, as api-token list shows it")
        ->required()
        ->type_name("NUMBER");
    revoking->callback([&chosen, revoked] { chosen = [revoked] { return revoke(*revoked); }; });
}

} // namespace congto::collector
