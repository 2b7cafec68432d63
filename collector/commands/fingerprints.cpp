#include "collector/commands/commands.h"
#include "collector/commands/deciding.h"
#include "collector/commands/erasing.h"
#include "collector/commands/settings.h"
#include "collector/commands/shape_options.h"
#include "collector/store/reader.h"
#include "collector/upkeep/rebuild.h"
#include "config/runtime/clock.h"
#include "config/runtime/failure.h"
#include "config/runtime/text.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace congto::collector {
namespace {

constexpr const char* kHelp =
    R"(Fingerprints tell that one account submitted for many applicants, or that one matter was split, within
a unit and a month opened, and nothing else. They are short-lived: a month is erased 62 days after its
end ([fingerprints] keep of the settings), or earlier by hand. What they came to is frozen as counts
first, so that the flags of that month stay; the fingerprints are then in no table, no free page and
not in the ledger, whose chain stays checkable. Backups made before, and what a rebuild kept of the
store, hold them until they are thrown away. What an agent tells later of an erased month is kept only
of dossiers it never showed before, until the next erasure: by the settings within a day.

  congto-collector fingerprints list
  congto-collector fingerprints erase --through 2026-08 --reason "published")";

// Stores of before a rebuild hold what was erased since.
std::vector<std::string> kept_ones(const store::StateDirectory& state)
{
    std::vector<std::string> lines;
    for (const auto& kept : upkeep::kept_by_rebuilds(state)) {
        lines.push_back(kept.string() + " holds fingerprints as they were before a rebuild: remove "
                                        "it when `congto-collector verify` says that all agrees");
    }
    return lines;
}

struct ListOptions {
    std::shared_ptr<Whereabouts> where;
    std::shared_ptr<ShapeOptions> shape;
};

struct EraseOptions {
    std::shared_ptr<Whereabouts> where;
    std::string through;
    std::string reason;
};

int list(const ListOptions& options)
{
    const store::Reader reader = store::Reader::open(options.where->state());
    runtime::Listing listing;
    listing.columns = {{"month", "month opened"}, {"dossiers", "dossiers with fingerprints"}};
    for (const auto& [month, dossiers] : reader.fingerprinted_months()) {
        listing.rows.push_back({model::text_of(month), dossiers});
    }
    if (const auto erased = reader.cells()->fingerprints_erased_through()) {
        listing.notes.push_back("erased up to " + model::text_of(*erased));
    }
    for (std::string& line : kept_ones(options.where->state())) {
        listing.notes.push_back(std::move(line));
    }
    runtime::print(std::cout, listing, options.shape->shape());
    return 0;
}

int erase(const EraseOptions& options)
{
    const auto through = model::parse_month(options.through);
    if (!through) {
        throw runtime::BadSettings("--through: \"" + runtime::escaped(options.through) +
                                   "\" is not a month like 2026-08");
    }
    // What comes later of an erased month is not kept: a month to come would blind the detectors.
    if (*through >= model::month_of(model::day_of(runtime::SystemClock().now()))) {
        throw runtime::BadSettings("--through: " + model::text_of(*through) +
                                   " is not over; months before this one can be erased, for good");
    }
    const store::StateDirectory state = options.where->state();
    const store::Reader reader = store::Reader::open(state);
    const auto decisions = erasures(reader, *through);
    if (decisions.empty()) {
        throw runtime::BadSettings(
            reader.fingerprinted_through(*through).empty()
                ? "there are no fingerprints of " + model::text_of(*through) +
                      " or before; congto-collector fingerprints list shows which there are"
                : "fingerprints up to " + model::text_of(*through) +
                      " are decided on already, and are erased when a collector runs");
    }
    enter_decisions(state, reader, decisions, options.reason);
    std::cout << "decided: fingerprints up to " << model::text_of(*through)
              << " are erased; a running collector takes it up within seconds\n";
    for (const std::string& line : kept_ones(state)) {
        std::cout << line << "\n";
    }
    return 0;
}

} // namespace

void add_fingerprints(CLI::App& app, Chosen& chosen)
{
    auto* all = app.add_subcommand("fingerprints", "Show and erase who is behind dossiers")
                    ->require_subcommand(1);
    all->footer(kHelp);
    CLI::App* listing = all->add_subcommand("list", "Show of which months there are some");
    auto shown = std::make_shared<ListOptions>();
    shown->where = add_whereabouts(*listing);
    shown->shape = add_shape_options(*listing);
    listing->callback([&chosen, shown] { chosen = [shown] { return list(*shown); }; });
    CLI::App* erasing = all->add_subcommand("erase", "Erase those up to a month, for good");
    auto options = std::make_shared<EraseOptions>();
    options->where = add_whereabouts(*erasing);
    erasing->add_option("--through", options->through, "The last month opened: 2026-08")
        ->required()
        ->type_name("MONTH");
    erasing->add_option("--reason", options->reason, "Why, for whoever asks later")
        ->required()
        ->type_name("TEXT");
    erasing->callback([&chosen, options] { chosen = [options] { return erase(*options); }; });
}

} // namespace congto::collector
