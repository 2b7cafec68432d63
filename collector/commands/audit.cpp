#include "collector/access/audit.h"
#include "collector/access/access_file.h"
#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <chrono>
#include <iostream>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Every administrative act, the newest first: tokens, enrolments, renewals, revocations, and what was
denied. Each entry is chained to the one before, and the chain is checked each time: an entry that
was changed or taken out is told, exit status 65. What was imported and decided is in the register
ledger: congto-collector registers list.

  congto-collector audit
  congto-collector audit --last 1000 --json)";

struct Options {
    std::shared_ptr<Whereabouts> where;
    std::int64_t last = 50;
    std::shared_ptr<ShapeOptions> shape;
};

int show(const Options& options)
{
    const auto file = options.where->state().access_file();
    const auto access = access::open_for_reading(file);
    runtime::Listing listing;
    listing.columns = {{"entry", "Entry"}, {"at", "At"},          {"actor", "Who"},
                       {"act", "Act"},     {"object", "To what"}, {"detail", "Detail"}};
    access::latest_acts(*access, options.last, [&](std::int64_t entry, const access::Act& act) {
        listing.rows.push_back({entry,
                                model::text_of(std::chrono::floor<std::chrono::seconds>(act.at)),
                                act.actor, act.act, act.object, act.detail});
    });
    runtime::print(std::cout, listing, options.shape->shape());
    if (const auto broken = access::first_broken_act(*access)) {
        throw runtime::Corrupt(file.string() + ": entry " + std::to_string(*broken) +
                               " of the audit trail does not follow from the one before it: "
                               "entries were changed or taken out; compare it with a backup");
    }
    return 0;
}

} // namespace

void add_audit(CLI::App& app, Chosen& chosen)
{
    auto* command = app.add_subcommand("audit", "Show who did what, and that nothing was changed");
    command->footer(kHelp);
    auto options = std::make_shared<Options>();
    options->where = add_whereabouts(*command);
    command->add_option("--last", options->last, "So many entries")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    options->shape = add_shape_options(*command);
    command->callback([&chosen, options] { chosen = [options] { return show(*options); }; });
}

} // namespace congto::collector
