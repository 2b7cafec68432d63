#include "collector/access/authority.h"

#include "collector/commands/authority_parts.h"
#include "collector/commands/commands.h"
#include "collector/commands/identifying.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(The authority signs the certificates of this collector, of agents and of programs of the ministry.
Whoever has its key can be any unit.

  congto-collector authority show
      which ones are taken, which signs, their fingerprints and how long they are good
  congto-collector authority show --pem > authority.pem
      for programs that ask the collector for figures: by this they believe it
  congto-collector authority renew
      a new one signs from now on; then, when agents have renewed:
  congto-collector authority drop
  congto-collector authority request --out congto.csr
  congto-collector authority take congto.pem
      one that the ministry's own authority vouches for)";

constexpr const char* kShowHelp =
    R"(Shows each authority whose certificates are taken, the one that signs first. Its fingerprint is what
the lines of congto-collector token create hold.)";

struct ShowOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
    bool pem = false;
};

access::Authority require_authority_of(const Whereabouts& where)
{
    auto authority = authority_of(where.settings());
    if (!authority) {
        throw runtime::BadSettings("no authority signs here: the settings must have [tls] hosts, "
                                   "or ca_key_file beside ca_file");
    }
    return std::move(*authority);
}

int show(const ShowOptions& options)
{
    const access::Authority authority = require_authority_of(*options.where);
    if (options.pem) {
        for (const identity::Certificate& one : authority.all()) {
            std::cout << one.pem();
        }
        return 0;
    }
    const runtime::Instant now = runtime::SystemClock().now();
    runtime::Listing listing;
    listing.columns = {{"authority", "Authority"},
                       {"from", "From"},
                       {"good_until", "Good until"},
                       {"days_left", "Days left"},
                       {"fingerprint", "Fingerprint"}};
    for (const identity::Certificate& one : authority.all()) {
        const bool signs = &one == &authority.all().front();
        listing.rows.push_back(
            {std::string(signs ? "signs" : "is taken"), model::text_of(one.not_before()),
             model::text_of(one.not_after()),
             std::int64_t{std::chrono::floor<std::chrono::days>(one.not_after() - now).count()},
             one.fingerprint()});
    }
    runtime::print(std::cout, listing, options.shape->shape());
    return 0;
}

void add_show(CLI::App& authority, Chosen& chosen)
{
    auto* command = authority.add_subcommand("show", "Show fingerprints and days left");
    command->footer(kShowHelp);
    auto options = std::make_shared<ShowOptions>();
    options->where = add_whereabouts(*command);
    options->shape = add_shape_options(*command);
    command->add_flag("--pem", options->pem, "The certificates themselves (PEM)");
    command->callback([&chosen, options] { chosen = [options] { return show(*options); }; });
}

} // namespace

void add_authority(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("authority", "Show and change who signs certificates here");
    command->footer(kHelp);
    command->require_subcommand(1);
    add_show(*command, chosen);
    add_authority_changes(*command, chosen);
}

} // namespace congto::collector
