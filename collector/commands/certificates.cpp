#include "collector/access/access_file.h"
#include "collector/access/issued.h"
#include "collector/commands/agent_options.h"
#include "collector/commands/certificates_parts.h"
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
#include <set>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Certificates as this collector's authority gave them. An agent has one for its token, and renews it
by itself when a third of its life is left; a program of the ministry has one that an operator signed
(certificates sign).

  congto-collector certificates
      every one that is good, whose it is, and until when
  congto-collector certificates --all
      also those that are over or revoked
  congto-collector certificates revoke --unit H44 --reason "the server was stolen"
      whatever that agent was given is taken no more; its stream ends within seconds
  congto-collector certificates revoke --unit H44 --agent second --reason "taken out of service"
  congto-collector certificates revoke --ministry statistics --reason "the laptop was lost"
      the same of a program of the ministry: it is answered nothing any more

A revoked agent enrols anew with a new token.)";

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    bool all = false;
};

struct RevokeOptions {
    std::shared_ptr<Whereabouts> where;
    access::Revoking asked{{}, "main", {}};
    std::string ministry;
    bool unknown_too = false;
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

// Where certificates are given here, a name that none was given to is most likely mistyped.
void require_known(const access::Revoking& asked, const std::vector<access::Issued>& issued)
{
    std::set<std::string> names;
    for (const access::Issued& one : issued) {
        if (one.unit == asked.unit) {
            names.insert(one.agent);
        }
    }
    if (names.contains(asked.agent)) {
        return;
    }
    std::string known;
    for (const std::string& name : names) {
        known += (known.empty() ? " (on record: " : ", ") + name;
    }
    throw runtime::BadSettings("no certificate of " + asked.unit + '/' + asked.agent +
                               " is on record" + known + (known.empty() ? "" : ")") +
                               ", and nothing was revoked; with --unknown-too it is, as after a "
                               "backup came back");
}

access::Revoking whose(const RevokeOptions& options)
{
    std::vector<std::string> faults;
    access::Revoking asked = options.asked;
    if (!options.ministry.empty()) {
        check_name("--ministry", options.ministry, faults);
        asked.unit = identity::kMinistry;
        asked.agent = options.ministry;
    } else if (asked.unit.empty()) {
        faults.emplace_back("--unit or --ministry must say whose certificates");
    } else {
        if (!model::is_unit_code(asked.unit)) {
            faults.push_back("--unit: \"" + runtime::escaped(asked.unit) + "\" is no unit's code");
        }
        check_name("--agent", asked.agent, faults);
    }
    if (asked.reason.find_first_not_of(" \t") == std::string::npos) {
        faults.emplace_back("--reason: is empty; whoever asks later wants to know");
    }
    if (!faults.empty()) {
        throw runtime::BadSettings(std::move(faults));
    }
    return asked;
}

int revoke(const RevokeOptions& options)
{
    const access::Revoking asked = whose(options);
    const auto access = access::open_for_writing(options.where->state().access_file());
    const auto issued = access::issued_certificates(*access);
    if (!issued.empty() && !options.unknown_too) {
        require_known(asked, issued);
    }
    const int revoked =
        access::revoke(*access, asked, "operator " + who_decides(), runtime::SystemClock().now());
    std::cout << "revoked: " << asked.unit << '/' << asked.agent << ", " << revoked
              << (revoked == 1 ? " certificate" : " certificates")
              << " on record; a running collector takes them no more within seconds\n";
    return 0;
}

void add_revoke(CLI::App& certificates, Chosen& chosen)
{
    auto* command = certificates.add_subcommand("revoke", "Take what somebody was given no more");
    auto options = std::make_shared<RevokeOptions>();
    options->where = add_whereabouts(*command);
    auto* unit = add_agent_options(*command, options->asked.unit, options->asked.agent);
    command->add_option("--ministry", options->ministry, "Which program of the ministry")
        ->type_name("NAME")
        ->excludes(unit);
    command->add_option("--reason", options->asked.reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    command->add_flag("--unknown-too", options->unknown_too,
                      "Also if no certificate of it is on record");
    command->callback([&chosen, options] { chosen = [options] { return revoke(*options); }; });
}

} // namespace

void add_certificates(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("certificates", "Show, revoke and sign certificates");
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
    add_certificates_sign(*command, chosen);
}

} // namespace congto::collector
