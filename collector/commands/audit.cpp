#include "collector/access/audit.h"
#include "collector/access/access_file.h"
#include "collector/commands/commands.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "config/runtime/failure.h"

#include <CLI/CLI.hpp>
#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <optional>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Every administrative act, the newest first: tokens, enrolments, renewals, revocations, and what was
denied. Each entry is chained to the one before, and the chain is checked each time: an entry that
was changed or taken out is told, exit status 65. What was imported and decided is in the register
ledger: congto-collector registers list.

  congto-collector audit
  congto-collector audit --last 1000 --json
  congto-collector audit --expect 1234:9f86d081884c7d65...

The chain does not tell that entries were cut off the end. So the last line says how many there are, and
the chain they end with; a running collector writes the same into its log at its start and once a day.
With --expect the trail must still hold such an end: exit status 65 if not.)";

constexpr std::size_t kDigits = 64;

struct Options {
    std::shared_ptr<Whereabouts> where;
    std::int64_t last = 50;
    std::shared_ptr<ShapeOptions> shape;
    std::string expected; // "123:9f86d0…"
};

access::TrailEnd noted_end(const std::string& expected)
{
    const auto colon = expected.find(':');
    std::int64_t entry = 0;
    const char* const end = expected.data() + std::min(colon, expected.size());
    const auto read = std::from_chars(expected.data(), end, entry);
    if (colon == std::string::npos || read.ec != std::errc{} || read.ptr != end ||
        expected.size() - colon - 1 != kDigits) {
        throw runtime::BadSettings("--expect: is not NUMBER:CHAIN, a number of entries and the 64 "
                                   "hexadecimal digits that the log had beside it");
    }
    return {entry, expected.substr(colon + 1)};
}

// The end of the trail, as it was noted elsewhere, is still in it. Throws runtime::Corrupt: not.
void require_end(SQLite::Database& access, const access::TrailEnd& noted, const std::string& file)
{
    if (access::chain_of(access, noted.entries) != noted.chain) {
        throw runtime::Corrupt(file + ": the audit trail had " + std::to_string(noted.entries) +
                               " entries and this chain once, and has not now: its end was cut "
                               "off, or it is another; compare it with a backup");
    }
}

int show(const Options& options)
{
    const auto noted =
        options.expected.empty() ? std::nullopt : std::optional(noted_end(options.expected));
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
    const access::TrailEnd end = access::end_of_trail(*access);
    listing.notes = {std::to_string(end.entries) + " entries, chain " + end.chain};
    listing.facts = {{"entries", end.entries}, {"chain", end.chain}};
    runtime::print(std::cout, listing, options.shape->shape());
    if (noted) {
        require_end(*access, *noted, file.string());
    }
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
    command->add_option("--expect", options->expected, "An end noted elsewhere that must be in it")
        ->type_name("NUMBER:CHAIN");
    options->shape = add_shape_options(*command);
    command->callback([&chosen, options] { chosen = [options] { return show(*options); }; });
}

} // namespace congto::collector
