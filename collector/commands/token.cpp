#include "collector/access/token.h"
#include "collector/access/issued.h"

#include "collector/access/access_file.h"
#include "collector/commands/agent_options.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/identifying.h"
#include "collector/commands/shape_options.h"
#include "collector/register/registers.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/identity/invitation.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(A token lets one agent of a unit enrol, once, within a day. Hand the line that is printed to the
unit on a way you trust: who has it may speak for the unit until the unit's own agent enrolled. It
holds the address, the token and the fingerprint of this collector's authority.

  congto-collector token create --unit H44
      the line for H44's agent; in the unit: congto-agent enroll LINE
  congto-collector token create --unit H44 --agent second --life 2h
      for a second agent of the unit
  congto-collector token list
      which were used, and which are still good
  congto-collector token cancel 7

An agent that enrols takes the place of the one of that name before: its certificate is taken no more.
Of tokens only a hash is kept. Every act is in congto-collector audit.)";

struct CreateOptions {
    std::shared_ptr<Whereabouts> where;
    access::TokenAsked asked;
    std::optional<std::string> life;
};

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

struct CancelOptions {
    std::shared_ptr<Whereabouts> where;
    std::int64_t token = 0;
};

// None: not a time a token may live.
std::optional<std::chrono::milliseconds> life_of(const std::string& text)
{
    const auto life = runtime::parse_duration(text);
    return life && *life >= std::chrono::seconds(1) && *life <= std::chrono::hours(24 * 30)
               ? life
               : std::nullopt;
}

void check_enrolment(const Identification& who, std::vector<std::string>& faults)
{
    if (!who.can_sign() || !who.enrolment_address) {
        faults.emplace_back("nobody enrols at this collector: its settings must have [tls] hosts, "
                            "or ca_key_file and [enrolment] listen");
    } else if (who.enrolment_called.empty()) {
        faults.emplace_back("[enrolment] address: must say what units are told, such as "
                            "\"collector.example:7401\"");
    }
}

void check(const CreateOptions& options, const Settings& settings)
{
    std::vector<std::string> faults;
    check_enrolment(settings.identification, faults);
    const auto registers =
        registers::open_for_reading(store::StateDirectory{settings.state}.register_file());
    const auto today = model::day_of(runtime::SystemClock().now());
    if (!registers::unit_with_code(*registers, options.asked.unit, today)) {
        faults.push_back("--unit: \"" + runtime::escaped(options.asked.unit) +
                         "\" is no unit of today; congto-collector units list shows them");
    }
    check_name("--agent", options.asked.agent, faults);
    if (options.life && !life_of(*options.life)) {
        faults.push_back("--life: \"" + runtime::escaped(*options.life) +
                         "\" is not a time of 1s to 30d, such as 24h");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
}

// Whoever makes a line for a second machine of the unit learns here that it would end the first.
void warn_of_the_one_before(SQLite::Database& access, const access::TokenAsked& asked,
                            runtime::Instant now)
{
    for (const access::Issued& one : access::issued_certificates(access)) {
        if (one.unit == asked.unit && one.agent == asked.agent && !one.revoked &&
            one.over_at > now) {
            std::cerr << "warning: there is an agent " << asked.unit << '/' << asked.agent
                      << "; who enrols with this line takes its place, and it is refused from then "
                         "on. For one more machine: --agent NAME\n";
            return;
        }
    }
}

int create(const CreateOptions& options)
{
    const Settings settings = options.where->settings();
    check(options, settings);
    const std::string fingerprint = authority_of(settings)->certificate().fingerprint();
    access::TokenAsked asked = options.asked;
    asked.life = options.life ? *life_of(*options.life) : settings.identification.token_life;
    const auto access =
        access::open_for_writing(store::StateDirectory{settings.state}.access_file());
    const runtime::Instant now = runtime::SystemClock().now();
    warn_of_the_one_before(*access, asked, now);
    const std::string token = access::make_token(*access, asked, "operator " + who_decides(), now);
    std::cout << identity::line_of({settings.identification.enrolment_called, token, fingerprint})
              << std::endl;
    std::cerr << "good once, until "
              << model::text_of(std::chrono::floor<std::chrono::seconds>(now + asked.life))
              << ", for agent " << asked.unit << '/' << asked.agent
              << "; there: congto-agent enroll LINE\n";
    return 0;
}

runtime::Value time_of(const std::optional<runtime::Instant>& instant)
{
    return instant
               ? runtime::Value{model::text_of(std::chrono::floor<std::chrono::seconds>(*instant))}
               : runtime::Value{};
}

std::string standing_of(const access::Token& token, runtime::Instant now)
{
    if (token.used_at) {
        return "used";
    }
    if (token.cancelled) {
        return "cancelled";
    }
    return token.over_at <= now ? "over" : "good";
}

int list(const ListOptions& options)
{
    const auto access = access::open_for_reading(options.where->state().access_file());
    const runtime::Instant now = runtime::SystemClock().now();
    runtime::Listing listing;
    listing.columns = {{"token", "Token"}, {"unit", "Unit"}, {"agent", "Agent"},
                       {"state", "State"}, {"made", "Made"}, {"good_until", "Good until"},
                       {"used", "Used"}};
    for (const access::Token& token : access::tokens(*access)) {
        listing.rows.push_back({token.id, token.unit, token.agent, standing_of(token, now),
                                time_of(token.made_at), time_of(token.over_at),
                                time_of(token.used_at)});
    }
    runtime::print(std::cout, listing, options.shape->shape());
    return 0;
}

int cancel(const CancelOptions& options)
{
    const auto access = access::open_for_writing(options.where->state().access_file());
    if (!access::cancel_token(*access, options.token, "operator " + who_decides(),
                              runtime::SystemClock().now())) {
        throw runtime::BadSettings("token " + std::to_string(options.token) +
                                   " is none that is still good; congto-collector token list "
                                   "shows them");
    }
    std::cout << "cancelled: nobody enrols with token " << options.token << "\n";
    return 0;
}

void add_create(CLI::App& token, Chosen& chosen)
{
    auto* command = token.add_subcommand("create", "Print the line by which an agent enrols");
    auto options = std::make_shared<CreateOptions>();
    options->where = add_whereabouts(*command);
    add_agent_options(*command, options->asked.unit, options->asked.agent)->required();
    command
        ->add_option("--life", options->life, "How long it is good: 2h; else as the settings say")
        ->type_name("TIME");
    command->callback([&chosen, options] { chosen = [options] { return create(*options); }; });
}

} // namespace

void add_token(CLI::App& app, Chosen& chosen)
{
    auto* token = app.add_subcommand("token", "Let agents enrol");
    token->footer(kHelp);
    token->require_subcommand(1);
    add_create(*token, chosen);
    auto* listing = token->add_subcommand("list", "Show tokens, the newest first");
    auto listed = std::make_shared<ListOptions>();
    listed->where = add_whereabouts(*listing);
    listed->shape = add_shape_options(*listing);
    listing->callback([&chosen, listed] { chosen = [listed] { return list(*listed); }; });
    auto* cancelling = token->add_subcommand("cancel", "Let nobody enrol with a token any more");
    auto cancelled = std::make_shared<CancelOptions>();
    cancelled->where = add_whereabouts(*cancelling);
    cancelling->add_option("token", cancelled->token, "Its number, as token list shows it")
        ->required()
        ->type_name("NUMBER");
    cancelling->callback(
        [&chosen, cancelled] { chosen = [cancelled] { return cancel(*cancelled); }; });
}

} // namespace congto::collector
