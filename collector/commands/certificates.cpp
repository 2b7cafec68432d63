#include "collector/access/access_file.h"
#include "collector/access/issued.h"
#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"
#include "proto/identity/agent_name.h"
#include "proto/model/codes.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Certificates of agents, as this collector's authority gave them. An agent has one for its token, and
renews it by itself when a third of its life is left.

  congto-collector certificates
      every one that is good, whose it is, and until when
  congto-collector certificates --all
      also those that are over or revoked
  congto-collector certificates revoke --unit H44 --reason "the server was stolen"
      whatever that agent was given is taken no more; its stream ends within seconds
  congto-collector certificates revoke --unit H44 --agent second --reason "taken out of service"

A revoked agent enrols anew with a new token.)";

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    bool all = false;
};

struct RevokeOptions {
    std::shared_ptr<Whereabouts> where;
    access::Revoking asked{{}, "main", {}};
};

runtime::Value time_of(runtime::Instant instant)
{
    return model::text_of(std::chrono::floor<std::chrono::seconds>(instant));
}

int list(const ListOptions& options)
{
    const auto access = access::open_for_reading(options.where->state().access_file());
    const runtime::Instant now = runtime::SystemClock().now();
    runtime::Listing listing;
    listing.columns = {{"unit", "Unit"},     {"agent", "Agent"},           {"state", "State"},
                       {"issued", "Issued"}, {"good_until", "Good until"}, {"serial", "Serial"}};
    for (const access::Issued& one : access::issued_certificates(*access)) {
        const bool is_good = !one.revoked && one.over_at > now;
        if (is_good || options.all) {
            listing.rows.push_back({one.unit, one.agent,
                                    std::string(one.revoked ? "revoked"
                                                : is_good   ? "good"
                                                            : "over"),
                                    time_of(one.issued_at), time_of(one.over_at), one.serial});
        }
    }
    runtime::print(std::cout, listing, options.shape->shape());
    return 0;
}

int revoke(const RevokeOptions& options)
{
    std::vector<std::string> faults;
    const access::Revoking& asked = options.asked;
    if (!model::is_unit_code(asked.unit)) {
        faults.push_back("--unit: \"" + runtime::escaped(asked.unit) + "\" is no unit's code");
    }
    if (!identity::is_agent_name(asked.agent)) {
        faults.push_back("--agent: \"" + runtime::escaped(asked.agent) +
                         "\" is not 1 to 32 letters, digits, \"-\" and \"_\"");
    }
    if (asked.reason.find_first_not_of(" \t") == std::string::npos) {
        faults.emplace_back("--reason: is empty; whoever asks later wants to know");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    const auto access = access::open_for_writing(options.where->state().access_file());
    const int revoked =
        access::revoke(*access, asked, "operator " + who_decides(), runtime::SystemClock().now());
    std::cout << "revoked: " << asked.unit << '/' << asked.agent << ", " << revoked
              << (revoked == 1 ? " certificate" : " certificates")
              << " on record; a running collector ends its stream within seconds\n";
    return 0;
}

void add_revoke(CLI::App& certificates, Chosen& chosen)
{
    auto* command =
        certificates.add_subcommand("revoke", "Take no certificate of an agent's any more");
    auto options = std::make_shared<RevokeOptions>();
    options->where = add_whereabouts(*command);
    command->add_option("--unit", options->asked.unit, "Whose agent: H44")
        ->required()
        ->type_name("CODE");
    command->add_option("--agent", options->asked.agent, "Which of the unit's agents")
        ->type_name("NAME")
        ->capture_default_str();
    command->add_option("--reason", options->asked.reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    command->callback([&chosen, options] { chosen = [options] { return revoke(*options); }; });
}

} // namespace

void add_certificates(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("certificates", "Show and revoke agents' certificates");
    command->footer(kHelp);
    auto options = std::make_shared<ListOptions>();
    options->where = add_whereabouts(*command);
    options->shape = add_shape_options(*command);
    command->add_flag("--all", options->all, "Also those that are over or revoked");
    command->callback([&chosen, command, options] {
        if (command->get_subcommands().empty()) {
            chosen = [options] { return list(*options); };
        }
    });
    add_revoke(*command, chosen);
}

} // namespace congto::collector
